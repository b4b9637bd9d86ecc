-- Roles, schemas, tenant context, and the small functions with which every later migration raises the wall.
--
-- Roles belong to the whole cluster, so they may stand already. caire_login is the only one that signs in; it inherits
-- nothing and enters another by SET LOCAL ROLE. Its password is set by data.migrating.prepare_login.
DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['caire_owner', 'caire_definer', 'caire_app', 'caire_field', 'caire_worker', 'caire_readonly', 'caire_queue'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', r);
    END IF;
  END LOOP;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'caire_login') THEN
    CREATE ROLE caire_login LOGIN NOINHERIT;
  END IF;
  FOREACH r IN ARRAY ARRAY['caire_app', 'caire_field', 'caire_worker', 'caire_readonly', 'caire_queue'] LOOP
    EXECUTE format('GRANT %I TO caire_login WITH INHERIT FALSE, SET TRUE', r);
  END LOOP;
  -- An owner without superuser rights must be able to act as the two roles that own things.
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT caire_owner, caire_definer TO %I WITH INHERIT TRUE, SET TRUE', current_user);
  END IF;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO caire_login', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO caire_owner', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA caire AUTHORIZATION caire_owner;
CREATE SCHEMA setup AUTHORIZATION caire_owner;
CREATE SCHEMA rpt AUTHORIZATION caire_owner;
CREATE SCHEMA sec AUTHORIZATION caire_definer;
ALTER DEFAULT PRIVILEGES FOR ROLE caire_owner, caire_definer REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

SET LOCAL ROLE caire_owner;
GRANT USAGE ON SCHEMA caire TO caire_app, caire_field, caire_worker, caire_readonly, caire_definer;
GRANT USAGE ON SCHEMA rpt TO caire_readonly;

SET LOCAL ROLE caire_definer;
GRANT USAGE ON SCHEMA sec TO caire_app, caire_field, caire_worker, caire_readonly, caire_owner, caire_login;

-- The tenant context: set LOCAL in the transaction; unset or empty is NULL, garbage is an error, either way no rows.
CREATE FUNCTION sec.org_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid $$;
CREATE FUNCTION sec.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('app.user_id', true), '')::uuid $$;
CREATE FUNCTION sec.app_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('app.role', true), '') $$;
CREATE FUNCTION sec.subject_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('app.subject_id', true), '')::uuid $$;
GRANT EXECUTE ON FUNCTION sec.org_id(), sec.user_id(), sec.app_role(), sec.subject_id()
  TO caire_app, caire_field, caire_worker, caire_readonly, caire_owner;

SET LOCAL ROLE caire_owner;
CREATE FUNCTION caire.touch() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;

CREATE FUNCTION caire.guard_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.organization_id IS DISTINCT FROM OLD.organization_id OR NEW.id IS DISTINCT FROM OLD.id THEN
    RAISE EXCEPTION 'organization_id and id never change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- Every table calls this once: row security on and forced, the tenant wall, its triggers.
CREATE FUNCTION setup.wall(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  own text := CASE WHEN tbl = 'caire.organizations'::regclass THEN 'id' ELSE 'organization_id' END;
  has_id boolean := EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = tbl AND attname = 'id');
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', tbl);
  EXECUTE format('CREATE POLICY tenant_wall ON %s AS RESTRICTIVE FOR ALL '
    'TO caire_app, caire_field, caire_worker, caire_readonly, caire_owner '
    'USING (%I = (SELECT sec.org_id())) WITH CHECK (%I = (SELECT sec.org_id()))', tbl, own, own);
  IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = tbl AND attname = 'updated_at') THEN
    EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION caire.touch()', tbl);
  END IF;
  IF own = 'organization_id' AND has_id THEN
    EXECUTE format('CREATE TRIGGER guard_key BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION caire.guard_key()', tbl);
  END IF;
END $$;

-- The usual rights: admins and schedulers plan inside the wall, workers work inside it. Super admins do not read care data.
CREATE FUNCTION setup.planning(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY planner_all ON %s FOR ALL TO caire_app '
    'USING ((SELECT sec.app_role()) IN (''admin'', ''scheduler'')) '
    'WITH CHECK ((SELECT sec.app_role()) IN (''admin'', ''scheduler''))', tbl);
  EXECUTE format('CREATE POLICY worker_all ON %s FOR ALL TO caire_worker USING (true) WITH CHECK (true)', tbl);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO caire_app, caire_worker', tbl);
END $$;

-- One month of a partitioned table. Partitions carry row security without policies or grants: nobody reaches them directly.
-- There is no default partition: it would forbid DETACH CONCURRENTLY, and a missing month must be heard.
CREATE FUNCTION setup.month(tbl regclass, day date) RETURNS void LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
  first_day date := date_trunc('month', day)::date;
  part text := format('%s_%s', (SELECT relname FROM pg_class WHERE oid = tbl), to_char(first_day, 'YYYY_MM'));
BEGIN
  IF to_regclass('caire.' || quote_ident(part)) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE caire.%I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
    part, tbl, first_day, (first_day + interval '1 month')::date);
  EXECUTE format('ALTER TABLE caire.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
END $$;
