-- Keeping: who looks after keys, one person's rights, archives and how long anything is kept.
--
-- caire_keeper is a worker with more rights inside the same walls: it inherits every policy of caire_worker, the wall
-- too, and may also rewrite and remove. Only the acts in services/keeping enter it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'caire_keeper') THEN
    CREATE ROLE caire_keeper NOLOGIN;
  END IF;
  GRANT caire_worker TO caire_keeper WITH INHERIT TRUE, SET FALSE;
  GRANT caire_keeper TO caire_login WITH INHERIT FALSE, SET TRUE;
END $$;

SET LOCAL ROLE caire_owner;

-- Everything but what is never read back: hashes of passwords and tokens.
CREATE FUNCTION setup.keep(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  readable text;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ') INTO readable FROM pg_attribute
  WHERE attrelid = tbl AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('password_hash', 'token_sha256', 'secret_hmac');
  EXECUTE format('CREATE POLICY keeper_all ON %s FOR ALL TO caire_keeper USING (true) WITH CHECK (true)', tbl);
  EXECUTE format('GRANT SELECT (%s), INSERT, UPDATE, DELETE ON %s TO caire_keeper', readable, tbl);
END $$;
GRANT USAGE ON SCHEMA caire TO caire_keeper;

-- What somebody asked about themselves, and that it was done.
CREATE TABLE caire.subject_requests (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('export', 'erasure')),
  person text NOT NULL CHECK (person IN ('client', 'employee')),
  person_id uuid NOT NULL,
  asked_by uuid NOT NULL,
  done_at timestamptz NOT NULL DEFAULT now(),
  rows_touched integer NOT NULL CHECK (rows_touched >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, asked_by) REFERENCES caire.users (organization_id, id));
CREATE INDEX subject_requests_asked_by ON caire.subject_requests (organization_id, asked_by);
SELECT setup.wall('caire.subject_requests');
GRANT SELECT ON caire.subject_requests TO caire_app;
CREATE POLICY admin_read ON caire.subject_requests FOR SELECT TO caire_app USING ((SELECT sec.app_role()) = 'admin');
SELECT setup.audit('caire.subject_requests');

-- A month of one family of tables, sealed in a file; restored ones stand in the tables again.
CREATE TABLE caire.archives (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  family text NOT NULL CHECK (family IN ('visits', 'shifts', 'plans')),
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  rows_kept integer NOT NULL CHECK (rows_kept > 0),
  bytes bigint NOT NULL CHECK (bytes > 0),
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  key_version integer NOT NULL CHECK (key_version > 0),
  restored_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id));
CREATE INDEX archives_month ON caire.archives (organization_id, family, month);
SELECT setup.wall('caire.archives');
GRANT SELECT ON caire.archives TO caire_app;
CREATE POLICY admin_read ON caire.archives FOR SELECT TO caire_app USING ((SELECT sec.app_role()) = 'admin');
SELECT setup.audit('caire.archives');

-- How many months an organisation keeps something in the tables; without a row the default holds.
CREATE TABLE caire.retention_settings (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  subject text NOT NULL CHECK (subject IN ('visits', 'shifts', 'plans', 'imports', 'sessions', 'invitations')),
  keep_months integer NOT NULL CHECK (keep_months BETWEEN 1 AND 120),
  updated_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, subject));
SELECT setup.wall('caire.retention_settings');
GRANT SELECT, INSERT, UPDATE (keep_months), DELETE ON caire.retention_settings TO caire_app;
CREATE POLICY admin_all ON caire.retention_settings FOR ALL TO caire_app
  USING ((SELECT sec.app_role()) = 'admin') WITH CHECK ((SELECT sec.app_role()) = 'admin');
SELECT setup.audit('caire.retention_settings');

-- An organisation is erased when it asked for it 30 days ago, or when its trial ended 90 days ago: never before.
ALTER TABLE caire.organizations ADD COLUMN erased_at timestamptz;
GRANT UPDATE (deletion_requested_at) ON caire.organizations TO caire_app;
CREATE POLICY admin_asks ON caire.organizations FOR UPDATE TO caire_app
  USING ((SELECT sec.app_role()) = 'admin') WITH CHECK ((SELECT sec.app_role()) = 'admin');
CREATE FUNCTION caire.is_erasure_due(o caire.organizations) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT o.kind = 'tenant' AND o.erased_at IS NULL
    AND (o.deletion_requested_at <= now() - interval '30 days'
      OR o.status = 'trial' AND NOT o.is_demo AND o.trial_expiration_date + 90 < (now() AT TIME ZONE o.timezone)::date) $$;
CREATE FUNCTION caire.guard_organization() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.erased_at IS DISTINCT FROM OLD.erased_at AND caire.is_erasure_due(OLD) IS NOT TRUE THEN
    RAISE EXCEPTION 'an organisation is erased on request or after the announced time' USING ERRCODE = '42501';
  END IF;
  -- An administrator asks for the organisation to be erased, or takes that back, and changes nothing else.
  IF current_user = 'caire_app' AND sec.app_role() = 'admin'
     AND to_jsonb(NEW) - '{deletion_requested_at,updated_at}'::text[] <> to_jsonb(OLD) - '{deletion_requested_at,updated_at}'::text[] THEN
    RAISE EXCEPTION 'only the platform''s staff change an organisation' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_organization BEFORE UPDATE ON caire.organizations FOR EACH ROW EXECUTE FUNCTION caire.guard_organization();
GRANT EXECUTE ON FUNCTION caire.is_erasure_due(caire.organizations) TO caire_app, caire_worker, caire_definer;

-- A destroyed key stays destroyed, and a key that is only for opening never seals again.
CREATE FUNCTION caire.guard_data_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF array_position(ARRAY['ACTIVE', 'DECRYPT_ONLY', 'DESTROYED'], NEW.state) < array_position(ARRAY['ACTIVE', 'DECRYPT_ONLY', 'DESTROYED'], OLD.state)
     OR (NEW.purpose, NEW.version) IS DISTINCT FROM (OLD.purpose, OLD.version) THEN
    RAISE EXCEPTION 'a data key only ever ages' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_data_key BEFORE UPDATE ON caire.data_keys FOR EACH ROW EXECUTE FUNCTION caire.guard_data_key();

SELECT setup.keep(c.oid::regclass) FROM pg_class c
WHERE c.relnamespace = 'caire'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname NOT IN ('login_attempts', 'constraint_definitions', 'employee_bookings', 'vehicle_bookings');

-- Months without a row of anybody are taken off and dropped. Row security hides every row from the tables' owner, so
-- whether a month is empty is looked up by caire_definer, which may see them all.
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT c.oid::regclass FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
           WHERE c.relnamespace = 'caire'::regnamespace LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = t AND polname = 'definer_all') THEN
      EXECUTE format('CREATE POLICY definer_reads ON %s FOR SELECT TO caire_definer USING (true)', t);
    END IF;
    EXECUTE format('GRANT SELECT ON %s TO caire_definer', t);
  END LOOP;
END $$;
SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;
CREATE FUNCTION sec.month_is_empty(p_table regclass, p_key text, p_month date) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  found boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %I >= $1 AND %I < $1 + interval ''1 month'')', p_table, p_key, p_key)
  INTO found USING p_month;
  RETURN NOT found;
END $$;
GRANT EXECUTE ON FUNCTION sec.month_is_empty(regclass, text, date) TO caire_owner;
CREATE FUNCTION sec.tenants() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT id FROM caire.organizations WHERE kind = 'tenant' AND erased_at IS NULL $$;
CREATE FUNCTION sec.due_for_erasure() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT o.id FROM caire.organizations o WHERE caire.is_erasure_due(o) $$;
-- Counted attempts to sign in belong to no organisation; a day is all they are asked for.
CREATE FUNCTION sec.forget_attempts() RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (DELETE FROM caire.login_attempts WHERE at < now() - interval '30 days' RETURNING 1) SELECT count(*) FROM gone $$;
GRANT EXECUTE ON FUNCTION sec.tenants(), sec.due_for_erasure(), sec.forget_attempts() TO caire_worker;

-- The nights that were taken; kept for a month.
CREATE TABLE sec.nights (day date PRIMARY KEY, claimed_at timestamptz NOT NULL DEFAULT now());
CREATE FUNCTION sec.claim_night(p_day date) RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH old AS (DELETE FROM sec.nights WHERE day < p_day - 31),
    mine AS (INSERT INTO sec.nights (day) VALUES (p_day) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT EXISTS (SELECT FROM mine) $$;
GRANT EXECUTE ON FUNCTION sec.claim_night(date) TO caire_worker;

SET LOCAL ROLE caire_owner;
GRANT SELECT, DELETE ON caire.login_attempts TO caire_definer;

-- A month whose tables are all empty is taken off: parts that point at others first. Waits for nobody longer than
-- lock_timeout; what cannot be had now is taken another night.
SET LOCAL ROLE caire_definer;
GRANT CREATE ON SCHEMA sec TO caire_owner;
SET LOCAL ROLE caire_owner;
CREATE FUNCTION sec.retire_month(p_month date) RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  each record;
  taken integer := 0;
BEGIN
  IF p_month <> date_trunc('month', p_month)::date OR p_month > current_date - 400 THEN
    RAISE EXCEPTION 'only months that ended a year ago are taken off' USING ERRCODE = '22023';
  END IF;
  FOR each IN
    SELECT p.partrelid::regclass AS tbl, a.attname AS key, k.oid::regclass AS part
    FROM pg_partitioned_table p
    JOIN pg_class c ON c.oid = p.partrelid AND c.relnamespace = 'caire'::regnamespace
    JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
    JOIN pg_inherits i ON i.inhparent = p.partrelid
    JOIN pg_class k ON k.oid = i.inhrelid AND k.relname = c.relname || '_' || to_char(p_month, 'YYYY_MM')
    ORDER BY c.oid DESC
  LOOP
    EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', each.part);
    CONTINUE WHEN NOT sec.month_is_empty(each.tbl, each.key, p_month);
    EXECUTE format('ALTER TABLE %s DETACH PARTITION %s', each.tbl, each.part);
    EXECUTE format('DROP TABLE %s', each.part);
    taken := taken + 1;
  END LOOP;
  RETURN taken;
END $$;
GRANT EXECUTE ON FUNCTION sec.retire_month(date) TO caire_worker;
-- Every month there is, so that the old ones can be looked at.
CREATE FUNCTION sec.months() RETURNS SETOF date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT to_date(right(k.relname, 7), 'YYYY_MM') FROM pg_inherits i JOIN pg_class k ON k.oid = i.inhrelid
  WHERE k.relnamespace = 'caire'::regnamespace AND k.relispartition AND k.relkind = 'r' ORDER BY 1 $$;
GRANT EXECUTE ON FUNCTION sec.months() TO caire_worker;

-- down
SET LOCAL ROLE caire_owner;
DROP FUNCTION sec.months();
DROP FUNCTION sec.retire_month(date);
SET LOCAL ROLE caire_definer;
DROP FUNCTION sec.month_is_empty(regclass, text, date);
DROP FUNCTION sec.due_for_erasure();
DROP FUNCTION sec.tenants();
DROP FUNCTION sec.forget_attempts();
DROP FUNCTION sec.claim_night(date);
DROP TABLE sec.nights;
SET LOCAL ROLE caire_owner;
DO $$
DECLARE p record;
BEGIN
  FOR p IN SELECT polname, polrelid::regclass AS tbl FROM pg_policy y JOIN pg_class c ON c.oid = y.polrelid
           WHERE polname IN ('keeper_all', 'definer_reads') AND c.relnamespace = 'caire'::regnamespace LOOP
    EXECUTE format('DROP POLICY %I ON %s', p.polname, p.tbl);
  END LOOP;
END $$;
REVOKE ALL ON ALL TABLES IN SCHEMA caire FROM caire_keeper;
REVOKE ALL ON SCHEMA caire FROM caire_keeper;
DROP TRIGGER guard_data_key ON caire.data_keys;
DROP FUNCTION caire.guard_data_key();
DROP TRIGGER guard_organization ON caire.organizations;
DROP FUNCTION caire.guard_organization();
DROP FUNCTION caire.is_erasure_due(caire.organizations);
DROP POLICY admin_asks ON caire.organizations;
REVOKE UPDATE (deletion_requested_at) ON caire.organizations FROM caire_app;
ALTER TABLE caire.organizations DROP COLUMN erased_at;
DROP TABLE caire.retention_settings;
DROP TABLE caire.archives;
DROP TABLE caire.subject_requests;
DROP FUNCTION setup.keep(regclass);
