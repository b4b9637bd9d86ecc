-- Support access: the platform's staff read an organisation's care data only while a row with a reason and an end says so.
SET LOCAL ROLE caire_owner;

-- staff_id is the super admin who opened it for himself; none: the organisation's administrator asked the platform for help.
CREATE TABLE caire.support_access (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  staff_id uuid,
  staff_name varchar(255),
  opened_by uuid NOT NULL,
  reason varchar(500) NOT NULL CONSTRAINT support_access_reason_says_something CHECK (length(btrim(reason)) >= 10),
  expires_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT support_access_staff_whole CHECK (num_nulls(staff_id, staff_name) IN (0, 2)),
  CONSTRAINT support_access_closed_whole CHECK (num_nulls(closed_at, closed_by) IN (0, 2)),
  CONSTRAINT support_access_lasts CHECK (expires_at > created_at AND expires_at <= created_at + interval '7 days'),
  PRIMARY KEY (organization_id, id));
CREATE INDEX support_access_open ON caire.support_access (organization_id, expires_at) WHERE closed_at IS NULL;
SELECT setup.wall('caire.support_access');

-- Everybody who plans sees who looks in and why. Rows are opened and closed, never removed or prolonged.
GRANT SELECT, INSERT (organization_id, id, opened_by, reason, expires_at), UPDATE (closed_at, closed_by)
  ON caire.support_access TO caire_app;
CREATE POLICY everybody_reads ON caire.support_access FOR SELECT TO caire_app
  USING ((SELECT sec.app_role()) IN ('admin', 'scheduler', 'super_admin'));
CREATE POLICY admin_opens ON caire.support_access FOR INSERT TO caire_app
  WITH CHECK ((SELECT sec.app_role()) = 'admin' AND opened_by = (SELECT sec.user_id()));
CREATE POLICY either_closes ON caire.support_access FOR UPDATE TO caire_app
  USING (closed_at IS NULL AND (SELECT sec.app_role()) IN ('admin', 'super_admin'))
  WITH CHECK (closed_at IS NOT NULL AND closed_by = (SELECT sec.user_id()));
GRANT SELECT, INSERT ON caire.support_access TO caire_definer;
CREATE POLICY definer_all ON caire.support_access FOR ALL TO caire_definer USING (true) WITH CHECK (true);

SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;

-- Whether the caller may look in now: looked up with the caller's own rights, once per statement.
CREATE FUNCTION sec.has_support() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1 FROM caire.support_access s
    WHERE s.organization_id = sec.org_id() AND s.closed_at IS NULL AND s.expires_at > now()
      AND (s.staff_id IS NULL OR s.staff_id = sec.user_id())) $$;
GRANT EXECUTE ON FUNCTION sec.has_support() TO caire_app, caire_owner;

-- A super admin opens it for himself, by name: the name comes from the platform's own users, not from the caller.
CREATE FUNCTION sec.open_support(p_id uuid, p_reason text, p_minutes integer) RETURNS timestamptz
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  staff text := (SELECT u.name FROM caire.users u
                 WHERE u.organization_id = '00000000-0000-7000-8000-000000000001' AND u.id = sec.user_id()
                   AND u.role = 'super_admin' AND u.status = 'active');
  until timestamptz := now() + make_interval(mins => p_minutes);
BEGIN
  IF sec.org_id() IS NULL OR sec.app_role() IS DISTINCT FROM 'super_admin' OR staff IS NULL THEN
    RAISE EXCEPTION 'only the platform''s staff open support access' USING ERRCODE = '42501';
  END IF;
  INSERT INTO caire.support_access (organization_id, id, staff_id, staff_name, opened_by, reason, expires_at)
  VALUES (sec.org_id(), p_id, sec.user_id(), staff, sec.user_id(), p_reason, until);
  RETURN until;
END $$;
GRANT EXECUTE ON FUNCTION sec.open_support(uuid, text, integer) TO caire_app;

SET LOCAL ROLE caire_owner;

-- Reading only, of everything planners keep; and of every table that comes later.
CREATE FUNCTION setup.support(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY support_read ON %s FOR SELECT TO caire_app '
    'USING ((SELECT sec.app_role()) = ''super_admin'' AND (SELECT sec.has_support()))', tbl);
END $$;
SELECT setup.support(format('%I.%I', p.schemaname, p.tablename)::regclass)
FROM pg_policies p
WHERE p.schemaname = 'caire' AND (p.policyname = 'planner_all' OR p.tablename IN ('employee_bookings', 'vehicle_bookings') AND p.policyname = 'planner_read');

CREATE OR REPLACE FUNCTION setup.planning(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY planner_all ON %s FOR ALL TO caire_app '
    'USING ((SELECT sec.app_role()) IN (''admin'', ''scheduler'')) '
    'WITH CHECK ((SELECT sec.app_role()) IN (''admin'', ''scheduler''))', tbl);
  EXECUTE format('CREATE POLICY worker_all ON %s FOR ALL TO caire_worker USING (true) WITH CHECK (true)', tbl);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO caire_app, caire_worker', tbl);
  PERFORM setup.support(tbl);
END $$;

-- down
SET LOCAL ROLE caire_owner;
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT format('%I.%I', schemaname, tablename)::regclass FROM pg_policies WHERE policyname = 'support_read' LOOP
    EXECUTE format('DROP POLICY support_read ON %s', t);
  END LOOP;
END $$;
CREATE OR REPLACE FUNCTION setup.planning(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY planner_all ON %s FOR ALL TO caire_app '
    'USING ((SELECT sec.app_role()) IN (''admin'', ''scheduler'')) '
    'WITH CHECK ((SELECT sec.app_role()) IN (''admin'', ''scheduler''))', tbl);
  EXECUTE format('CREATE POLICY worker_all ON %s FOR ALL TO caire_worker USING (true) WITH CHECK (true)', tbl);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO caire_app, caire_worker', tbl);
END $$;
DROP FUNCTION setup.support(regclass);
SET LOCAL ROLE caire_definer;
DROP FUNCTION sec.open_support(uuid, text, integer);
DROP FUNCTION sec.has_support();
SET LOCAL ROLE caire_owner;
DROP TABLE caire.support_access;
