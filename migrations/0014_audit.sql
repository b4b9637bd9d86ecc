-- The audit: who did what to which row, written in the transaction itself, never changed, and sealed from outside.
--
-- Entries are written by statement triggers with transition tables (10,000 rows cost about as much again as writing
-- them). What tells of a person is never copied: hidden columns say only that they were set or changed. Seals are a
-- chain of HMACs per organisation whose key only the application can unwrap (data/repositories/seals.py), so not even
-- a superuser alters an entry unseen.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'caire_audit') THEN
    CREATE ROLE caire_audit NOLOGIN;
  END IF;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT caire_audit TO %I WITH INHERIT TRUE, SET TRUE', current_user);
  END IF;
END $$;
CREATE SCHEMA audit AUTHORIZATION caire_audit;
ALTER DEFAULT PRIVILEGES FOR ROLE caire_audit REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

SET LOCAL ROLE caire_definer;
GRANT USAGE ON SCHEMA sec TO caire_audit;
GRANT EXECUTE ON FUNCTION sec.org_id(), sec.user_id(), sec.app_role() TO caire_audit;

SET LOCAL ROLE caire_audit;
GRANT USAGE ON SCHEMA audit TO caire_app, caire_field, caire_worker, caire_definer, caire_owner;

-- Numbers of transactions begin anew on another server, so they count within a lineage: the server's own identifier.
CREATE TABLE audit.log (
  organization_id uuid NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  lineage bigint NOT NULL,
  txid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  db_user text NOT NULL DEFAULT coalesce(nullif(current_setting('role', true), 'none'), session_user),
  app_user uuid DEFAULT NULLIF(current_setting('app.user_id', true), '')::uuid,
  app_role text DEFAULT NULLIF(current_setting('app.role', true), ''),
  action text NOT NULL CONSTRAINT log_action CHECK (action IN
    ('INSERT', 'UPDATE', 'DELETE', 'READ', 'EXPORT', 'ERASE', 'SHRED', 'KEYS', 'ARCHIVE', 'RESTORE', 'UNDO')),
  table_name text,
  row_id text,
  client_id uuid,
  old_row jsonb,
  new_row jsonb,
  reason text,
  PRIMARY KEY (organization_id, lineage, txid, id, at)) PARTITION BY RANGE (at);
CREATE INDEX log_newest ON audit.log (organization_id, at);
CREATE INDEX log_row ON audit.log (organization_id, table_name, row_id);

-- Seal n covers the entries of one lineage with txid_from <= txid < txid_to.
CREATE TABLE audit.seal (
  organization_id uuid NOT NULL,
  n bigint NOT NULL CHECK (n > 0),
  lineage bigint NOT NULL,
  txid_from bigint NOT NULL,
  txid_to bigint NOT NULL CHECK (txid_to > txid_from),
  entries bigint NOT NULL CHECK (entries > 0),
  last_at timestamptz NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 32),
  mac bytea NOT NULL CHECK (length(mac) = 32),
  sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, n));

CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit is only added to' USING ERRCODE = '42501'; END $$;
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON audit.log FOR EACH ROW EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER no_emptying BEFORE TRUNCATE ON audit.log FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON audit.seal FOR EACH ROW EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER no_emptying BEFORE TRUNCATE ON audit.seal FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- The wall, as around every table; whoever plans does not read the audit, the administrator does.
ALTER TABLE audit.log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.seal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON audit.log AS RESTRICTIVE FOR ALL TO caire_app, caire_field, caire_worker, caire_readonly, caire_owner
  USING (organization_id = (SELECT sec.org_id())) WITH CHECK (organization_id = (SELECT sec.org_id()));
CREATE POLICY tenant_wall ON audit.seal AS RESTRICTIVE FOR ALL TO caire_app, caire_field, caire_worker, caire_readonly, caire_owner
  USING (organization_id = (SELECT sec.org_id())) WITH CHECK (organization_id = (SELECT sec.org_id()));
CREATE POLICY audit_writes ON audit.log FOR INSERT TO caire_audit WITH CHECK (true);
CREATE POLICY definer_reads ON audit.log FOR SELECT TO caire_definer USING (true);
CREATE POLICY definer_reads ON audit.seal FOR SELECT TO caire_definer USING (true);
CREATE POLICY admin_reads ON audit.log FOR SELECT TO caire_app USING ((SELECT sec.app_role()) = 'admin'
  OR (SELECT sec.app_role()) = 'super_admin'
    AND ((SELECT sec.org_id()) = '00000000-0000-7000-8000-000000000001' OR (SELECT sec.has_support())));
CREATE POLICY worker_reads ON audit.log FOR SELECT TO caire_worker USING (true);
CREATE POLICY worker_reads ON audit.seal FOR SELECT TO caire_worker USING (true);
CREATE POLICY worker_seals ON audit.seal FOR INSERT TO caire_worker WITH CHECK (true);
GRANT SELECT ON audit.log TO caire_app, caire_worker, caire_definer;
GRANT SELECT ON audit.seal TO caire_definer;
GRANT SELECT, INSERT (organization_id, n, lineage, txid_from, txid_to, entries, last_at, digest, mac) ON audit.seal TO caire_worker;

-- Months from the last one on; without the month at hand nothing could be changed any more.
CREATE FUNCTION audit.prepare_months() RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  day date;
  part text;
BEGIN
  FOR day IN SELECT generate_series(date_trunc('month', now()) - interval '1 month', now() + interval '14 months', interval '1 month') LOOP
    part := 'log_' || to_char(day, 'YYYY_MM');
    CONTINUE WHEN to_regclass('audit.' || part) IS NOT NULL;
    EXECUTE format('CREATE TABLE audit.%I PARTITION OF audit.log FOR VALUES FROM (%L) TO (%L)', part,
      day || ' 00:00:00+00', (day + interval '1 month')::date || ' 00:00:00+00');
    EXECUTE format('ALTER TABLE audit.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION audit.prepare_months() TO caire_owner;
SELECT audit.prepare_months();

-- Of these only "[hidden]" is kept: whoever may know the value finds it in the row itself.
CREATE FUNCTION audit.is_hidden(tbl text, col text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT col LIKE ANY (ARRAY['%\_enc', '%\_bidx', '%\_hmac', '%\_sha256', '%\_ref'])
    OR col IN ('password_hash', 'wrapped_key', 'email', 'title', 'traits', 'wishes', 'avoids', 'staff_name', 'location',
               'lat_rounded', 'lon_rounded', 'granted_minutes_month', 'protected_identity', 'hourly_rate_sek', 'failure_cause')
    OR tbl IN ('users', 'employee_absences') AND col IN ('name', 'kind') $$;
-- Stamps of the machinery, and what is too large and kept elsewhere.
CREATE FUNCTION audit.is_noise(col text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT col IN ('updated_at', 'row_version', 'last_seen_at', 'last_used_at', 'heartbeat_at', 'input_data', 'output_solution') $$;
CREATE FUNCTION audit.told(tbl text, r jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_object_agg(k, CASE WHEN audit.is_hidden(tbl, k) THEN '"[hidden]"' ELSE v END)
  FROM jsonb_each(r) AS e (k, v) WHERE v <> 'null' AND NOT audit.is_noise(k) $$;
CREATE FUNCTION audit.differing(tbl text, a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_object_agg(k, CASE WHEN audit.is_hidden(tbl, k) AND v <> 'null' THEN '"[hidden]"' ELSE v END)
  FROM jsonb_each(a) AS e (k, v) WHERE b -> k IS DISTINCT FROM v AND NOT audit.is_noise(k) $$;
CREATE FUNCTION audit.key_of(r jsonb, cols text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE cardinality(cols) WHEN 1 THEN r ->> cols[1]
    ELSE (SELECT string_agg(r ->> c, '/' ORDER BY i) FROM unnest(cols) WITH ORDINALITY AS u (c, i)) END $$;
CREATE FUNCTION audit.lineage() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT system_identifier FROM pg_control_system() $$;
GRANT EXECUTE ON FUNCTION audit.lineage() TO caire_worker, caire_definer;

-- Arguments: the columns that name a row beside the organisation. A row whose name changed counts as gone and new.
CREATE FUNCTION audit.on_statement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET row_security = on AS $$
DECLARE
  keys text[] := TG_ARGV[:];  -- counted from one
  org text := CASE TG_TABLE_NAME WHEN 'organizations' THEN 'id' ELSE 'organization_id' END;
  client text := CASE TG_TABLE_NAME WHEN 'clients' THEN 'id' ELSE 'client_id' END;
  line bigint := audit.lineage();
BEGIN
  -- Whole months that go to an archive or come back are one note (audit.note), not a copy of every row.
  IF TG_OP <> 'UPDATE' AND current_setting('role') = 'caire_keeper' AND sec.app_role() = 'archivist' THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit.log (organization_id, lineage, action, table_name, row_id, client_id, new_row)
    SELECT (r ->> org)::uuid, line, 'INSERT', TG_TABLE_NAME, audit.key_of(r, keys), (r ->> client)::uuid, audit.told(TG_TABLE_NAME, r)
    FROM (SELECT to_jsonb(t) - '{input_data,output_solution}'::text[] AS r FROM new_t t) q;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit.log (organization_id, lineage, action, table_name, row_id, client_id, old_row)
    SELECT (r ->> org)::uuid, line, 'DELETE', TG_TABLE_NAME, audit.key_of(r, keys), (r ->> client)::uuid, audit.told(TG_TABLE_NAME, r)
    FROM (SELECT to_jsonb(t) - '{input_data,output_solution}'::text[] AS r FROM old_t t) q;
  ELSE
    INSERT INTO audit.log (organization_id, lineage, action, table_name, row_id, client_id, old_row, new_row)
    SELECT org_id, line, CASE WHEN o IS NULL THEN 'INSERT' WHEN n IS NULL THEN 'DELETE' ELSE 'UPDATE' END, TG_TABLE_NAME, row_key,
      (coalesce(n, o) ->> client)::uuid, was, became
    FROM (
      SELECT coalesce(x.org_id, y.org_id) AS org_id, coalesce(x.row_key, y.row_key) AS row_key, o, n,
        CASE WHEN n IS NULL THEN audit.told(TG_TABLE_NAME, o) ELSE audit.differing(TG_TABLE_NAME, o, n) END AS was,
        CASE WHEN o IS NULL THEN audit.told(TG_TABLE_NAME, n) ELSE audit.differing(TG_TABLE_NAME, n, o) END AS became
      FROM (SELECT (r ->> org)::uuid AS org_id, audit.key_of(r, keys) AS row_key, r AS o FROM (SELECT to_jsonb(t) AS r FROM old_t t) a) x
      FULL JOIN (SELECT (r ->> org)::uuid AS org_id, audit.key_of(r, keys) AS row_key, r AS n FROM (SELECT to_jsonb(t) AS r FROM new_t t) b) y
        ON x.org_id = y.org_id AND x.row_key = y.row_key) joined
    WHERE was IS NOT NULL OR became IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
-- For tables that are touched every second or hold whole plans: asked only when something told has changed.
CREATE FUNCTION audit.on_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET row_security = on AS $$
DECLARE
  o jsonb := to_jsonb(OLD);
  n jsonb := to_jsonb(NEW);
BEGIN
  INSERT INTO audit.log (organization_id, lineage, action, table_name, row_id, old_row, new_row)
  VALUES (NEW.organization_id, audit.lineage(), 'UPDATE', TG_TABLE_NAME, NEW.id::text,
    audit.differing(TG_TABLE_NAME, o, n), audit.differing(TG_TABLE_NAME, n, o));
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION audit.on_statement(), audit.on_row() TO caire_owner;

-- What leaves no trace in a table: that somebody's data were shown, taken out, erased.
CREATE FUNCTION audit.note(p_action text, p_table text, p_rows text[], p_reason text) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
BEGIN
  IF sec.org_id() IS NULL OR p_action IN ('INSERT', 'UPDATE', 'DELETE') THEN
    RAISE EXCEPTION 'a note needs an organisation and an act of its own' USING ERRCODE = '42501';
  END IF;
  INSERT INTO audit.log (organization_id, lineage, action, table_name, row_id, client_id, reason)
  SELECT sec.org_id(), audit.lineage(), p_action, p_table, r, CASE p_table WHEN 'clients' THEN r::uuid END, left(p_reason, 500)
  FROM unnest(p_rows) AS r;
END $$;
GRANT EXECUTE ON FUNCTION audit.note(text, text, text[], text) TO caire_app, caire_field, caire_worker;

SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;
-- Organisations with entries that no seal covers yet; ids only, for the job that seals.
CREATE FUNCTION sec.unsealed() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.id FROM caire.organizations o LEFT JOIN LATERAL (
    SELECT s.lineage, s.txid_to, s.last_at FROM audit.seal s WHERE s.organization_id = o.id ORDER BY s.n DESC LIMIT 1) s ON true
  WHERE CASE WHEN s.lineage IS NULL THEN EXISTS (SELECT 1 FROM audit.log l WHERE l.organization_id = o.id)
    ELSE EXISTS (SELECT 1 FROM audit.log l WHERE l.organization_id = o.id AND l.lineage = s.lineage AND l.txid >= s.txid_to
                   AND l.at >= s.last_at - interval '1 day')
      OR s.lineage <> audit.lineage() AND EXISTS (
        SELECT 1 FROM audit.log l WHERE l.organization_id = o.id AND l.lineage = audit.lineage()) END $$;
GRANT EXECUTE ON FUNCTION sec.unsealed() TO caire_worker;

-- Every organisation that is, or has a seal: what a verification of everything goes through; ids only.
CREATE FUNCTION sec.audited() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT o.id FROM caire.organizations o UNION SELECT s.organization_id FROM audit.seal s $$;
GRANT EXECUTE ON FUNCTION sec.audited() TO caire_worker;

SET LOCAL ROLE caire_owner;
-- Keys that seal the audit are made where they are missing, by whoever seals.
ALTER TABLE caire.data_keys DROP CONSTRAINT data_keys_purpose_check,
  ADD CONSTRAINT data_keys_purpose_check CHECK (purpose IN ('field', 'blind_index', 'audit_seal'));
GRANT INSERT ON caire.data_keys TO caire_worker;
CREATE POLICY worker_insert ON caire.data_keys FOR INSERT TO caire_worker WITH CHECK (purpose = 'audit_seal');

CREATE FUNCTION setup.audit(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  keys text;
  by_row text := CASE tbl WHEN 'caire.schedule_solutions'::regclass
      THEN 'OLD.state IS DISTINCT FROM NEW.state OR OLD.status IS DISTINCT FROM NEW.status OR OLD.name IS DISTINCT FROM NEW.name '
        'OR OLD.stop_requested_at IS DISTINCT FROM NEW.stop_requested_at OR OLD.archived_uri IS DISTINCT FROM NEW.archived_uri'
    WHEN 'caire.user_sessions'::regclass THEN 'OLD.revoked_at IS DISTINCT FROM NEW.revoked_at'
    WHEN 'caire.api_keys'::regclass
      THEN 'OLD.revoked_at IS DISTINCT FROM NEW.revoked_at OR OLD.replaced_by IS DISTINCT FROM NEW.replaced_by '
        'OR OLD.expires_at IS DISTINCT FROM NEW.expires_at' END;
BEGIN
  SELECT string_agg(quote_literal(attname), ', ' ORDER BY attnum) INTO keys FROM pg_attribute a
  WHERE attrelid = tbl AND CASE WHEN EXISTS (SELECT 1 FROM pg_attribute i WHERE i.attrelid = tbl AND i.attname = 'id')
    THEN attname = 'id'
    ELSE attname <> 'organization_id' AND attnum = ANY ((SELECT conkey FROM pg_constraint WHERE conrelid = tbl AND contype = 'p')::smallint[]) END;
  EXECUTE format('CREATE TRIGGER z_audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_t '
    'FOR EACH STATEMENT EXECUTE FUNCTION audit.on_statement(%s)', tbl, keys);
  EXECUTE format('CREATE TRIGGER z_audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_t '
    'FOR EACH STATEMENT EXECUTE FUNCTION audit.on_statement(%s)', tbl, keys);
  IF by_row IS NULL THEN
    EXECUTE format('CREATE TRIGGER z_audit_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_t NEW TABLE AS new_t '
      'FOR EACH STATEMENT EXECUTE FUNCTION audit.on_statement(%s)', tbl, keys);
  ELSE
    EXECUTE format('CREATE TRIGGER z_audit_update AFTER UPDATE ON %s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION audit.on_row()', tbl, by_row);
  END IF;
END $$;

-- Every table but those that follow from others, are journals themselves, or hold nothing of anybody.
SELECT setup.audit(c.oid::regclass) FROM pg_class c
WHERE c.relnamespace = 'caire'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname NOT IN ('employee_bookings', 'vehicle_bookings', 'constraint_changes', 'login_attempts', 'import_rows',
    'solution_progress', 'schedule_metrics', 'travel_cache', 'idempotency_keys', 'visit_skills', 'visit_carers',
    'visit_dependencies', 'shift_skills');

CREATE OR REPLACE FUNCTION sec.prepare_months(p_first date, p_last date) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  tbl regclass;
  day date;
BEGIN
  IF p_first < date '2000-01-01' OR p_last > current_date + 3660 OR p_last < p_first OR p_last - p_first > 3660 THEN
    RAISE EXCEPTION 'months from % to % are out of range', p_first, p_last USING ERRCODE = '22023';
  END IF;
  PERFORM audit.prepare_months();
  FOR day IN SELECT d::date FROM generate_series(date_trunc('month', p_first::timestamp), p_last::timestamp, interval '1 month') AS d LOOP
    FOR tbl IN SELECT p.partrelid::regclass FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
               WHERE c.relnamespace = 'caire'::regnamespace ORDER BY c.oid LOOP
      PERFORM setup.month(tbl, day);
    END LOOP;
  END LOOP;
END $$;

-- down
SET LOCAL ROLE caire_owner;
CREATE OR REPLACE FUNCTION sec.prepare_months(p_first date, p_last date) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  tbl regclass;
  day date;
BEGIN
  IF p_first < date '2000-01-01' OR p_last > current_date + 3660 OR p_last < p_first OR p_last - p_first > 3660 THEN
    RAISE EXCEPTION 'months from % to % are out of range', p_first, p_last USING ERRCODE = '22023';
  END IF;
  FOR day IN SELECT d::date FROM generate_series(date_trunc('month', p_first::timestamp), p_last::timestamp, interval '1 month') AS d LOOP
    FOR tbl IN SELECT p.partrelid::regclass FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
               WHERE c.relnamespace = 'caire'::regnamespace ORDER BY c.oid LOOP
      PERFORM setup.month(tbl, day);
    END LOOP;
  END LOOP;
END $$;
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT tgname, tgrelid::regclass AS tbl FROM pg_trigger WHERE tgname LIKE 'z\_audit\_%' AND tgparentid = 0 LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', r.tgname, r.tbl);
  END LOOP;
END $$;
DROP FUNCTION setup.audit(regclass);
DROP POLICY worker_insert ON caire.data_keys;
REVOKE INSERT ON caire.data_keys FROM caire_worker;
ALTER TABLE caire.data_keys NO FORCE ROW LEVEL SECURITY;
DELETE FROM caire.data_keys WHERE purpose = 'audit_seal';
ALTER TABLE caire.data_keys FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.data_keys DROP CONSTRAINT data_keys_purpose_check,
  ADD CONSTRAINT data_keys_purpose_check CHECK (purpose IN ('field', 'blind_index'));
SET LOCAL ROLE caire_definer;
DROP FUNCTION sec.unsealed();
DROP FUNCTION sec.audited();
SET LOCAL ROLE caire_audit;
DROP FUNCTION audit.note(text, text, text[], text);
DROP FUNCTION audit.on_row();
DROP FUNCTION audit.on_statement();
DROP TABLE audit.log;
DROP TABLE audit.seal;
DROP FUNCTION audit.refuse();
DROP FUNCTION audit.prepare_months();
DROP FUNCTION audit.lineage();
DROP FUNCTION audit.key_of(jsonb, text[]);
DROP FUNCTION audit.differing(text, jsonb, jsonb);
DROP FUNCTION audit.told(text, jsonb);
DROP FUNCTION audit.is_noise(text);
DROP FUNCTION audit.is_hidden(text, text);
SET LOCAL ROLE caire_definer;
REVOKE EXECUTE ON FUNCTION sec.org_id(), sec.user_id(), sec.app_role() FROM caire_audit;
REVOKE USAGE ON SCHEMA sec FROM caire_audit;
RESET ROLE;
DROP SCHEMA audit;
ALTER DEFAULT PRIVILEGES FOR ROLE caire_audit GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
