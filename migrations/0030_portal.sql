-- What carers and clients say in their portals: a visit begun or finished, a wish; and what a client is told of who comes.
SET LOCAL ROLE caire_owner;

-- One row per act of a carer at a visit. Its id is made on the device where it was done, so that it counts once however
-- often it is sent. clock: the act came as it was done (LIVE), it waited on the device for so long (DEVICE), the device's
-- word was beyond belief and the moment it came is taken (RECEIVED), or the times were written by hand (BY_HAND).
CREATE TABLE caire.visit_reports (
  organization_id uuid NOT NULL,
  visit_date date NOT NULL,
  id uuid NOT NULL,
  visit_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('START', 'FINISH', 'CORRECT')),
  clock text NOT NULL CHECK (clock IN ('LIVE', 'DEVICE', 'RECEIVED', 'BY_HAND')),
  at timestamptz NOT NULL,
  waited_s integer NOT NULL DEFAULT 0 CHECK (waited_s >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, visit_date, id),
  FOREIGN KEY (organization_id, visit_date, visit_id) REFERENCES caire.visits (organization_id, visit_date, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE)
  PARTITION BY RANGE (visit_date);
CREATE INDEX visit_reports_visit ON caire.visit_reports (organization_id, visit_date, visit_id);
CREATE INDEX visit_reports_employee ON caire.visit_reports (organization_id, employee_id, visit_date);

-- A wish is never a change: a planner answers it. first_day to last_day is what it is about, was_time when the visit is
-- planned today, start_time to end_time what is wished for; is_against: rather not this carer.
CREATE TABLE caire.wishes (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  employee_id uuid,
  client_id uuid,
  kind text NOT NULL CHECK (kind IN ('DAY_OFF', 'SHIFT', 'SWAP', 'TIME', 'CARER')),
  first_day date,
  last_day date,
  was_time time,
  start_time time,
  end_time time,
  about_employee_id uuid,
  is_against boolean NOT NULL DEFAULT false,
  note_enc bytea,
  answer_enc bytea,
  key_version integer,
  state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  answered_by uuid,
  answered_at timestamptz,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT wishes_of_somebody CHECK (CASE WHEN kind IN ('TIME', 'CARER') THEN client_id IS NOT NULL AND employee_id IS NULL
    ELSE employee_id IS NOT NULL AND client_id IS NULL END),
  CONSTRAINT wishes_about CHECK ((kind = 'CARER') = (about_employee_id IS NOT NULL) AND (kind = 'CARER' OR first_day IS NOT NULL)),
  CONSTRAINT wishes_days_order CHECK (last_day >= first_day),
  CONSTRAINT wishes_hours_whole CHECK (num_nulls(start_time, end_time) IN (0, 2)),
  CONSTRAINT wishes_answered_whole CHECK ((state IN ('ACCEPTED', 'DECLINED')) = (answered_at IS NOT NULL)),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, client_id) REFERENCES caire.clients (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, about_employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, answered_by) REFERENCES caire.users (organization_id, id));
CREATE INDEX wishes_employee ON caire.wishes (organization_id, employee_id) WHERE employee_id IS NOT NULL;
CREATE INDEX wishes_client ON caire.wishes (organization_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX wishes_about_employee ON caire.wishes (organization_id, about_employee_id) WHERE about_employee_id IS NOT NULL;
CREATE INDEX wishes_answered_by ON caire.wishes (organization_id, answered_by) WHERE answered_by IS NOT NULL;
CREATE INDEX wishes_open ON caire.wishes (organization_id, created_at) WHERE state = 'OPEN';

SELECT setup.wall(t::regclass), setup.planning(t::regclass), setup.keep(t::regclass), setup.audit(t::regclass)
FROM unnest(ARRAY['caire.visit_reports', 'caire.wishes']) AS t;
SELECT setup.month('caire.visit_reports', to_date(right(c.relname, 7), 'YYYY_MM'))
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'caire.visits'::regclass;
CREATE POLICY definer_reads ON caire.visit_reports FOR SELECT TO caire_definer USING (true);
GRANT SELECT ON caire.visit_reports TO caire_definer;

-- What was reported stays as it was reported.
REVOKE UPDATE, DELETE ON caire.visit_reports FROM caire_app;

-- A carer tells of the own visits of about a day, and only how they went; the future has not happened to anybody.
GRANT SELECT, INSERT ON caire.visit_reports TO caire_field;
GRANT UPDATE (status, actual_start, actual_end, row_version) ON caire.visits TO caire_field;
CREATE POLICY employee_own ON caire.visit_reports FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id()));
CREATE POLICY employee_tells ON caire.visit_reports FOR INSERT TO caire_field
  WITH CHECK ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id()) AND EXISTS (
    SELECT 1 FROM caire.visits v WHERE v.organization_id = visit_reports.organization_id
      AND v.visit_date = visit_reports.visit_date AND v.id = visit_reports.visit_id AND v.employee_id = (SELECT sec.subject_id())));
CREATE POLICY employee_tells ON caire.visits FOR UPDATE TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id())
    AND status IN ('PLANNED', 'STARTED', 'DONE')
    AND planned_start BETWEEN now() - interval '36 hours' AND now() + interval '24 hours')
  WITH CHECK (employee_id = (SELECT sec.subject_id()) AND status IN ('STARTED', 'DONE')
    AND actual_start <= now() + interval '1 minute' AND coalesce(actual_end, actual_start) <= now() + interval '1 minute');

-- A wish is made open by the one it is of, and may be taken back while nobody has answered.
GRANT SELECT (organization_id, id, employee_id, client_id, kind, first_day, last_day, was_time, start_time, end_time,
  about_employee_id, is_against, note_enc, answer_enc, key_version, state, answered_at, row_version, created_at, updated_at),
  INSERT (organization_id, id, employee_id, client_id, kind, first_day, last_day, was_time, start_time, end_time,
  about_employee_id, is_against, note_enc, key_version), UPDATE (state) ON caire.wishes TO caire_field;
CREATE POLICY employee_own ON caire.wishes FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id()));
CREATE POLICY client_own ON caire.wishes FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'client' AND client_id = (SELECT sec.subject_id()));
CREATE POLICY employee_asks ON caire.wishes FOR INSERT TO caire_field
  WITH CHECK ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id()) AND state = 'OPEN');
CREATE POLICY client_asks ON caire.wishes FOR INSERT TO caire_field
  WITH CHECK ((SELECT sec.app_role()) = 'client' AND client_id = (SELECT sec.subject_id()) AND state = 'OPEN');
CREATE POLICY employee_takes_back ON caire.wishes FOR UPDATE TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id()) AND state = 'OPEN')
  WITH CHECK (employee_id = (SELECT sec.subject_id()) AND state = 'WITHDRAWN');
CREATE POLICY client_takes_back ON caire.wishes FOR UPDATE TO caire_field
  USING ((SELECT sec.app_role()) = 'client' AND client_id = (SELECT sec.subject_id()) AND state = 'OPEN')
  WITH CHECK (client_id = (SELECT sec.subject_id()) AND state = 'WITHDRAWN');

GRANT SELECT (name_enc) ON caire.employees TO caire_definer;
SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;

-- What publications changed for the acting client: one row per visit and carer touched, from yesterday on.
CREATE FUNCTION sec.visit_news() RETURNS TABLE (
    solution_id uuid, told_at timestamptz, kind text, visit_id uuid, employee_id uuid, was_s bigint, start_s bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.solution_id, n.created_at, c.kind, (e ->> 'visit')::uuid, n.employee_id, (e ->> 'was')::bigint, (e ->> 'start')::bigint
  FROM caire.plan_notices n
  CROSS JOIN LATERAL jsonb_each(n.change) AS c (kind, entries)
  CROSS JOIN LATERAL jsonb_array_elements(c.entries) AS e
  WHERE n.organization_id = sec.org_id() AND sec.app_role() = 'client' AND n.run_date >= now() - interval '35 days'
    AND n.day BETWEEN current_date - 1 AND current_date + 21 AND e ->> 'client' = sec.subject_id()::text $$;

-- Who comes to the acting client these weeks, or was to come: names are sealed, and the application tells the first of them.
CREATE FUNCTION sec.callers() RETURNS TABLE (employee_id uuid, name_enc bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.id, e.name_enc FROM caire.employees e
  WHERE e.organization_id = sec.org_id() AND sec.app_role() = 'client' AND e.id IN (
    SELECT v.employee_id FROM caire.visits v
    WHERE v.organization_id = sec.org_id() AND v.client_id = sec.subject_id() AND v.employee_id IS NOT NULL
      AND v.visit_date BETWEEN current_date - 35 AND current_date + 21
    UNION SELECT news.employee_id FROM sec.visit_news() AS news) $$;
GRANT EXECUTE ON FUNCTION sec.visit_news(), sec.callers() TO caire_field;

-- down
SET LOCAL ROLE caire_definer;
DROP FUNCTION sec.callers();
DROP FUNCTION sec.visit_news();
SET LOCAL ROLE caire_owner;
REVOKE SELECT (name_enc) ON caire.employees FROM caire_definer;
DROP POLICY employee_tells ON caire.visits;
REVOKE UPDATE (status, actual_start, actual_end, row_version) ON caire.visits FROM caire_field;
DROP TABLE caire.wishes, caire.visit_reports;
