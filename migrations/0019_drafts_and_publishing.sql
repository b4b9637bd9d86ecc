-- Drafts that planners edit together, plans that are published and stand unchanged, and what carers are told of changes.
SET LOCAL ROLE caire_owner;

-- row_version counts every change of a draft. A published plan has a number within its organisation and perhaps a reason.
ALTER TABLE caire.schedule_solutions DROP CONSTRAINT schedule_solutions_kind_check,
  ADD CONSTRAINT schedule_solutions_kind_check CHECK (kind IN ('manual', 'imported', 'optimised', 'proposal', 'draft', 'published', 'performed')),
  ADD COLUMN row_version integer NOT NULL DEFAULT 1,
  ADD COLUMN publication integer CHECK (publication > 0),
  ADD COLUMN reason_enc bytea,
  ADD COLUMN key_version integer,
  ADD CONSTRAINT schedule_solutions_published_is_numbered CHECK (publication IS NULL OR kind = 'published');

-- What people were told stays as it was told. Only the keeper touches it: to erase a person from the input, to renew a key,
-- to take the month to an archive.
CREATE FUNCTION caire.guard_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.kind <> 'published' AND NEW.kind = 'published' THEN
    RAISE EXCEPTION 'a plan is published as a copy, never by renaming it' USING ERRCODE = '42501';
  END IF;
  IF OLD.kind = 'published' THEN
    IF current_user <> 'caire_keeper' OR TG_OP = 'UPDATE'
       AND to_jsonb(NEW) - '{input_data,reason_enc,key_version,archived_uri,updated_at}'::text[]
           <> to_jsonb(OLD) - '{input_data,reason_enc,key_version,archived_uri,updated_at}'::text[] THEN
      RAISE EXCEPTION 'a published plan never changes' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard_published BEFORE UPDATE OR DELETE ON caire.schedule_solutions FOR EACH ROW EXECUTE FUNCTION caire.guard_published();

-- version: the draft's, when the edit was last made, undone or redone. is_override: an administrator let a hard breach pass.
ALTER TABLE caire.plan_edits
  ADD COLUMN version integer NOT NULL DEFAULT 0,
  ADD COLUMN is_override boolean NOT NULL DEFAULT false;
GRANT UPDATE (version) ON caire.plan_edits TO caire_app;
-- The keeper reads column by column.
GRANT SELECT (version, is_override) ON caire.plan_edits TO caire_keeper;
GRANT SELECT (row_version, publication, reason_enc, key_version) ON caire.schedule_solutions TO caire_keeper;
CREATE FUNCTION caire.guard_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM caire.schedule_solutions s WHERE s.organization_id = NEW.organization_id AND s.run_date = NEW.run_date
             AND s.id = NEW.solution_id AND s.kind = 'published') THEN
    RAISE EXCEPTION 'a published plan is not edited' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_edit BEFORE INSERT ON caire.plan_edits FOR EACH ROW EXECUTE FUNCTION caire.guard_edit();

-- What a publication changed for a carer on a day: {new, moved, gone}: lists of {visit, client, was, start}; ids and instants.
CREATE TABLE caire.plan_notices (
  organization_id uuid NOT NULL,
  run_date timestamptz NOT NULL,
  id uuid NOT NULL,
  solution_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  day date NOT NULL,
  change jsonb NOT NULL CONSTRAINT plan_notices_change_shape CHECK (jsonb_typeof(change) = 'object'
    AND NOT jsonb_path_exists(change, '$.** ? (@.type() == "string" && !(@ like_regex "^[A-Za-z0-9_.:+-]{1,64}$"))')),
  read_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, run_date, id),
  CONSTRAINT plan_notices_once UNIQUE (organization_id, run_date, solution_id, employee_id, day),
  FOREIGN KEY (organization_id, run_date, solution_id) REFERENCES caire.schedule_solutions (organization_id, run_date, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE) PARTITION BY RANGE (run_date);
CREATE INDEX plan_notices_employee ON caire.plan_notices (organization_id, employee_id, day);
SELECT setup.wall('caire.plan_notices'), setup.planning('caire.plan_notices');
REVOKE UPDATE, DELETE ON caire.plan_notices FROM caire_app;
GRANT SELECT, UPDATE (read_at) ON caire.plan_notices TO caire_field;
CREATE POLICY employee_own ON caire.plan_notices FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id()));
CREATE POLICY employee_reads ON caire.plan_notices FOR UPDATE TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id()))
  WITH CHECK (employee_id = (SELECT sec.subject_id()));
CREATE POLICY definer_reads ON caire.plan_notices FOR SELECT TO caire_definer USING (true);
GRANT SELECT ON caire.plan_notices TO caire_definer;
SELECT setup.audit('caire.plan_notices');
SELECT setup.keep('caire.plan_notices');
SELECT setup.month('caire.plan_notices', to_date(right(c.relname, 7), 'YYYY_MM'))
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'caire.schedule_solutions'::regclass;

-- What was published beside what was done: one row per visit of every published plan.
CREATE VIEW caire.published_visits WITH (security_invoker = true, security_barrier = true) AS
  SELECT s.organization_id, s.id AS solution_id, s.publication, v.id AS visit_id, v.visit_date, v.client_id,
    (route ->> 'shift')::uuid AS published_shift_id, to_timestamp((stop ->> 2)::bigint) AS published_start,
    v.employee_id, v.status, v.planned_start, v.actual_start, v.actual_end
  FROM caire.schedule_solutions s
  CROSS JOIN LATERAL jsonb_array_elements(s.output_solution -> 'routes') AS route
  CROSS JOIN LATERAL jsonb_array_elements(route -> 'stops') AS stop
  JOIN caire.visits v ON v.organization_id = s.organization_id AND v.id = (stop ->> 1)::uuid
    AND v.visit_date BETWEEN s.first_day - 35 AND s.last_day
  WHERE s.kind = 'published' AND stop ->> 0 = 'VISIT';
GRANT SELECT ON caire.published_visits TO caire_app, caire_worker;
-- A view of joined tables is not written to; with this the refusal is that of a missing right, as everywhere else.
CREATE FUNCTION caire.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'this is only read' USING ERRCODE = '42501'; END $$;
CREATE TRIGGER no_change INSTEAD OF INSERT OR UPDATE OR DELETE ON caire.published_visits
  FOR EACH ROW EXECUTE FUNCTION caire.refuse_change();

-- Who comes along to a carer's own double visits: colleagues by pseudonym, of this day only.
GRANT SELECT (organization_id, id, pseudonym) ON caire.employees TO caire_definer;
CREATE POLICY definer_read ON caire.employees FOR SELECT TO caire_definer USING (true);
SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;
CREATE FUNCTION sec.partners(p_day date) RETURNS TABLE (visit_id uuid, pseudonym text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT mine.id, e.pseudonym
  FROM caire.visits mine
  JOIN caire.visits theirs ON theirs.organization_id = mine.organization_id AND theirs.visit_date = mine.visit_date
    AND theirs.group_id = mine.group_id AND theirs.id <> mine.id
  JOIN caire.employees e ON e.organization_id = theirs.organization_id AND e.id = theirs.employee_id
  WHERE mine.organization_id = sec.org_id() AND sec.app_role() = 'employee' AND mine.employee_id = sec.subject_id()
    AND mine.visit_date BETWEEN p_day - 35 AND p_day AND mine.planned_start >= p_day - interval '1 day'
    AND mine.planned_start < p_day + interval '2 days' AND theirs.employee_id <> mine.employee_id $$;
GRANT EXECUTE ON FUNCTION sec.partners(date) TO caire_field;

-- down
SET LOCAL ROLE caire_definer;
DROP FUNCTION sec.partners(date);
SET LOCAL ROLE caire_owner;
DROP POLICY definer_read ON caire.employees;
REVOKE SELECT (organization_id, id, pseudonym) ON caire.employees FROM caire_definer;
DROP VIEW caire.published_visits;
DROP FUNCTION caire.refuse_change();
DROP TABLE caire.plan_notices;
DROP TRIGGER guard_edit ON caire.plan_edits;
DROP FUNCTION caire.guard_edit();
ALTER TABLE caire.plan_edits DROP COLUMN version, DROP COLUMN is_override;
DROP TRIGGER guard_published ON caire.schedule_solutions;
DROP FUNCTION caire.guard_published();
ALTER TABLE caire.schedule_solutions NO FORCE ROW LEVEL SECURITY;
UPDATE caire.schedule_solutions SET kind = 'manual' WHERE kind = 'draft';
ALTER TABLE caire.schedule_solutions FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.schedule_solutions DROP CONSTRAINT schedule_solutions_published_is_numbered,
  DROP COLUMN publication, DROP COLUMN reason_enc, DROP COLUMN key_version, DROP COLUMN row_version,
  DROP CONSTRAINT schedule_solutions_kind_check,
  ADD CONSTRAINT schedule_solutions_kind_check CHECK (kind IN ('manual', 'imported', 'optimised', 'proposal', 'published', 'performed'));
