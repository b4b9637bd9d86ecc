-- Shift templates, employee shifts, requirements and dated visits with their skills, carers and dependencies, by month.
SET LOCAL ROLE caire_owner;

CREATE TABLE caire.shift_templates (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  name varchar(255) NOT NULL,
  start_time time NOT NULL,
  end_time time NOT NULL,
  break_windows jsonb CONSTRAINT shift_templates_breaks_shape CHECK (break_windows IS NULL OR (jsonb_typeof(break_windows) = 'array'
    AND NOT jsonb_path_exists(break_windows, '$[*] ? (!(exists(@.start)) || !(exists(@.end)) || !(exists(@.required)))'))),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  crosses_midnight boolean GENERATED ALWAYS AS (end_time < start_time) STORED,
  CONSTRAINT shift_templates_has_length CHECK (end_time <> start_time),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT shift_templates_name_key UNIQUE (organization_id, name));

-- breaks: [{id, earliest, latest_end, duration_s, is_paid, is_fixed}] in the order they are taken.
CREATE TABLE caire.employee_shifts (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  employee_id uuid NOT NULL,
  shift_template_id uuid,
  date date NOT NULL,
  vehicle_id uuid,
  actual_start timestamptz,
  actual_end timestamptz,
  status text NOT NULL DEFAULT 'PLANNED' CHECK (status IN ('PLANNED', 'ACTIVE', 'COMPLETED')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  planned_start timestamptz NOT NULL,
  planned_end timestamptz NOT NULL,
  soft_end timestamptz,
  start_place_id uuid NOT NULL,
  end_place_id uuid NOT NULL,
  transport text NOT NULL DEFAULT 'CAR' CHECK (transport IN ('CAR', 'BIKE', 'WALK', 'PUBLIC')),
  max_leg_s integer CHECK (max_leg_s > 0),
  breaks jsonb NOT NULL DEFAULT '[]' CONSTRAINT employee_shifts_breaks_shape CHECK (jsonb_typeof(breaks) = 'array'
    AND NOT jsonb_path_exists(breaks, '$[*] ? (!(exists(@.earliest)) || !(exists(@.latest_end)) || !(exists(@.duration_s)))')),
  is_pinned boolean NOT NULL DEFAULT false,
  external_ref varchar(100),
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT employee_shifts_actual_order CHECK (actual_end > actual_start),
  CONSTRAINT employee_shifts_length CHECK (planned_end > planned_start AND planned_end - planned_start <= interval '25 hours'),
  CONSTRAINT employee_shifts_soft_end_inside CHECK (soft_end > planned_start AND soft_end <= planned_end),
  PRIMARY KEY (organization_id, date, id),
  CONSTRAINT employee_shifts_external_ref_key UNIQUE (organization_id, date, external_ref),
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id),
  FOREIGN KEY (organization_id, shift_template_id) REFERENCES caire.shift_templates (organization_id, id),
  FOREIGN KEY (organization_id, vehicle_id) REFERENCES caire.vehicles (organization_id, id),
  FOREIGN KEY (organization_id, start_place_id) REFERENCES caire.places (organization_id, id),
  FOREIGN KEY (organization_id, end_place_id) REFERENCES caire.places (organization_id, id)) PARTITION BY RANGE (date);
CREATE INDEX employee_shifts_employee ON caire.employee_shifts (organization_id, employee_id, date);
CREATE INDEX employee_shifts_template ON caire.employee_shifts (organization_id, shift_template_id) WHERE shift_template_id IS NOT NULL;
CREATE INDEX employee_shifts_vehicle ON caire.employee_shifts (organization_id, vehicle_id, date) WHERE vehicle_id IS NOT NULL;
CREATE INDEX employee_shifts_start_place ON caire.employee_shifts (organization_id, start_place_id);
CREATE INDEX employee_shifts_end_place ON caire.employee_shifts (organization_id, end_place_id);

-- Skills that hold on this shift only (a tool, a key cabinet); a carer's own stand in employee_skills.
CREATE TABLE caire.shift_skills (
  organization_id uuid NOT NULL,
  date date NOT NULL,
  shift_id uuid NOT NULL,
  skill_id uuid NOT NULL,
  level integer NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 10),
  PRIMARY KEY (organization_id, date, shift_id, skill_id),
  FOREIGN KEY (organization_id, date, shift_id) REFERENCES caire.employee_shifts (organization_id, date, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, skill_id) REFERENCES caire.skills (organization_id, id)) PARTITION BY RANGE (date);
CREATE INDEX shift_skills_skill ON caire.shift_skills (organization_id, skill_id);

CREATE TABLE caire.visit_requirements (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  service_type varchar(255) NOT NULL,
  duration interval NOT NULL CONSTRAINT visit_requirements_duration_range CHECK (duration > interval '0' AND duration <= interval '24 hours'),
  frequency jsonb CONSTRAINT visit_requirements_frequency_shape CHECK (frequency IS NULL OR
    frequency ->> 'kind' IN ('daily', 'weekly', 'every_n_weeks', 'n_per_week', 'dates')),
  priority integer NOT NULL DEFAULT 10 CHECK (priority BETWEEN 1 AND 10),
  time_windows jsonb CONSTRAINT visit_requirements_windows_shape CHECK (time_windows IS NULL OR (jsonb_typeof(time_windows) = 'array'
    AND NOT jsonb_path_exists(time_windows, '$[*] ? (!(exists(@.day)) || !(exists(@.start)) || !(exists(@.end)))'))),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  carers_needed integer NOT NULL DEFAULT 1 CHECK (carers_needed BETWEEN 1 AND 4),
  after_requirement_id uuid,
  min_delay_min integer CHECK (min_delay_min >= 0),
  is_pattern_locked boolean NOT NULL DEFAULT false,
  valid_from date,
  valid_to date,
  row_version integer NOT NULL DEFAULT 1,
  CONSTRAINT visit_requirements_valid_order CHECK (valid_to >= valid_from),
  CONSTRAINT visit_requirements_delay_needs_after CHECK (min_delay_min IS NULL OR after_requirement_id IS NOT NULL),
  CONSTRAINT visit_requirements_not_after_itself CHECK (after_requirement_id <> id),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, client_id) REFERENCES caire.clients (organization_id, id),
  FOREIGN KEY (organization_id, after_requirement_id) REFERENCES caire.visit_requirements (organization_id, id));
CREATE INDEX visit_requirements_client ON caire.visit_requirements (organization_id, client_id);
CREATE INDEX visit_requirements_after ON caire.visit_requirements (organization_id, after_requirement_id) WHERE after_requirement_id IS NOT NULL;

CREATE TABLE caire.requirement_skills (
  organization_id uuid NOT NULL,
  requirement_id uuid NOT NULL,
  skill_id uuid NOT NULL,
  level integer NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 10),
  PRIMARY KEY (organization_id, requirement_id, skill_id),
  FOREIGN KEY (organization_id, requirement_id) REFERENCES caire.visit_requirements (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, skill_id) REFERENCES caire.skills (organization_id, id));
CREATE INDEX requirement_skills_skill ON caire.requirement_skills (organization_id, skill_id);

-- visit_date is the local day of the first window; a visit may be movable over many days.
-- windows: [{start, latest_start, end, preference}] as instants with offset.
CREATE TABLE caire.visits (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  visit_date date NOT NULL,
  client_id uuid NOT NULL,
  place_id uuid NOT NULL,
  visit_requirement_id uuid,
  title varchar(255) NOT NULL DEFAULT '',
  duration_s integer NOT NULL CHECK (duration_s BETWEEN 1 AND 86400),
  windows jsonb NOT NULL CONSTRAINT visits_windows_shape CHECK (jsonb_typeof(windows) = 'array' AND jsonb_array_length(windows) BETWEEN 1 AND 400
    AND NOT jsonb_path_exists(windows, '$[*] ? (!(exists(@.start)) || !(exists(@.latest_start)) || !(exists(@.end)))')),
  group_id uuid,
  priority integer NOT NULL DEFAULT 10 CHECK (priority BETWEEN 1 AND 10),
  is_optional boolean NOT NULL DEFAULT false,
  pinned_date date,
  pinned_shift_id uuid,
  pinned_start timestamptz,
  status text NOT NULL DEFAULT 'UNASSIGNED' CHECK (status IN ('UNASSIGNED', 'PLANNED', 'STARTED', 'DONE', 'MISSED', 'CANCELLED')),
  employee_id uuid,
  planned_start timestamptz,
  planned_end timestamptz,
  actual_start timestamptz,
  actual_end timestamptz,
  external_ref varchar(100),
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT visits_planned_order CHECK (planned_end > planned_start),
  CONSTRAINT visits_actual_order CHECK (actual_end >= actual_start),
  CONSTRAINT visits_pin_whole CHECK (num_nulls(pinned_date, pinned_shift_id, pinned_start) IN (0, 3)),
  PRIMARY KEY (organization_id, visit_date, id),
  CONSTRAINT visits_external_ref_key UNIQUE (organization_id, visit_date, external_ref),
  FOREIGN KEY (organization_id, client_id) REFERENCES caire.clients (organization_id, id),
  FOREIGN KEY (organization_id, place_id) REFERENCES caire.places (organization_id, id),
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id),
  FOREIGN KEY (organization_id, visit_requirement_id) REFERENCES caire.visit_requirements (organization_id, id),
  FOREIGN KEY (organization_id, pinned_date, pinned_shift_id) REFERENCES caire.employee_shifts (organization_id, date, id)) PARTITION BY RANGE (visit_date);
CREATE INDEX visits_employee ON caire.visits (organization_id, employee_id, visit_date) WHERE employee_id IS NOT NULL;
CREATE INDEX visits_client ON caire.visits (organization_id, client_id, visit_date);
CREATE INDEX visits_place ON caire.visits (organization_id, place_id);
CREATE INDEX visits_requirement ON caire.visits (organization_id, visit_requirement_id) WHERE visit_requirement_id IS NOT NULL;
CREATE INDEX visits_group ON caire.visits (organization_id, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX visits_pinned_shift ON caire.visits (organization_id, pinned_date, pinned_shift_id) WHERE pinned_shift_id IS NOT NULL;

CREATE TABLE caire.visit_skills (
  organization_id uuid NOT NULL,
  visit_date date NOT NULL,
  visit_id uuid NOT NULL,
  skill_id uuid NOT NULL,
  level integer NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 10),
  PRIMARY KEY (organization_id, visit_date, visit_id, skill_id),
  FOREIGN KEY (organization_id, visit_date, visit_id) REFERENCES caire.visits (organization_id, visit_date, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, skill_id) REFERENCES caire.skills (organization_id, id)) PARTITION BY RANGE (visit_date);
CREATE INDEX visit_skills_skill ON caire.visit_skills (organization_id, skill_id);

-- One row per visit and relation, its carers in an array: a row per carer would be checked against every month of visits
-- (135 µs each, six seconds for a fortnight with pools of ten). Two triggers keep the array as safe as a foreign key.
CREATE TABLE caire.visit_carers (
  organization_id uuid NOT NULL,
  visit_date date NOT NULL,
  visit_id uuid NOT NULL,
  relation text NOT NULL CHECK (relation IN ('POOL', 'PREFERRED', 'AVOIDED')),
  employee_ids uuid[] NOT NULL CONSTRAINT visit_carers_somebody CHECK (cardinality(employee_ids) BETWEEN 1 AND 1000),
  PRIMARY KEY (organization_id, visit_date, visit_id, relation),
  FOREIGN KEY (organization_id, visit_date, visit_id) REFERENCES caire.visits (organization_id, visit_date, id) ON DELETE CASCADE)
  PARTITION BY RANGE (visit_date);

CREATE FUNCTION caire.guard_visit_carers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
      SELECT 1 FROM (SELECT DISTINCT n.organization_id, u.employee_id FROM new_rows n, unnest(n.employee_ids) AS u (employee_id)) AS named
      WHERE NOT EXISTS (SELECT 1 FROM caire.employees e
                        WHERE e.organization_id = named.organization_id AND e.id = named.employee_id)) THEN
    RAISE EXCEPTION 'visit_carers names somebody who is no employee of the organisation'
      USING ERRCODE = '23503', CONSTRAINT = 'visit_carers_employee_ids_fkey';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_insert AFTER INSERT ON caire.visit_carers REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION caire.guard_visit_carers();
CREATE TRIGGER guard_update AFTER UPDATE ON caire.visit_carers REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION caire.guard_visit_carers();

CREATE FUNCTION caire.forget_visit_carer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM caire.visit_carers v WHERE v.organization_id = OLD.organization_id AND v.employee_ids = ARRAY[OLD.id];
  UPDATE caire.visit_carers v SET employee_ids = array_remove(v.employee_ids, OLD.id)
  WHERE v.organization_id = OLD.organization_id AND OLD.id = ANY (v.employee_ids);
  RETURN NULL;
END $$;
CREATE TRIGGER forget_visit_carer AFTER DELETE ON caire.employees
  FOR EACH ROW EXECUTE FUNCTION caire.forget_visit_carer();

-- A table, not JSON: the visit waited for must exist, and in this organisation.
CREATE TABLE caire.visit_dependencies (
  organization_id uuid NOT NULL,
  visit_date date NOT NULL,
  visit_id uuid NOT NULL,
  after_visit_date date NOT NULL,
  after_visit_id uuid NOT NULL,
  delay_s integer NOT NULL CHECK (delay_s >= 0),
  CONSTRAINT visit_dependencies_not_itself CHECK (after_visit_id <> visit_id),
  PRIMARY KEY (organization_id, visit_date, visit_id, after_visit_id),
  FOREIGN KEY (organization_id, visit_date, visit_id) REFERENCES caire.visits (organization_id, visit_date, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, after_visit_date, after_visit_id) REFERENCES caire.visits (organization_id, visit_date, id) ON DELETE CASCADE)
  PARTITION BY RANGE (visit_date);
CREATE INDEX visit_dependencies_after ON caire.visit_dependencies (organization_id, after_visit_date, after_visit_id);

SELECT setup.wall(t::regclass), setup.planning(t::regclass)
FROM unnest(ARRAY['caire.shift_templates', 'caire.employee_shifts', 'caire.shift_skills', 'caire.visit_requirements', 'caire.requirement_skills',
                  'caire.visits', 'caire.visit_skills', 'caire.visit_carers', 'caire.visit_dependencies']) AS t;

-- Carers: own shifts, own visits, and the clients they visit within 14 days; clients: their own visits.
GRANT SELECT ON caire.employee_shifts, caire.visits, caire.visit_requirements TO caire_field;
CREATE POLICY employee_own ON caire.employee_shifts FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id()));
CREATE POLICY employee_own ON caire.visits FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id()));
CREATE POLICY client_own ON caire.visits FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'client' AND client_id = (SELECT sec.subject_id()));
CREATE POLICY client_own ON caire.visit_requirements FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'client' AND client_id = (SELECT sec.subject_id()));
CREATE POLICY employee_visits ON caire.clients FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND EXISTS (
    SELECT 1 FROM caire.visits v
    WHERE v.organization_id = clients.organization_id AND v.client_id = clients.id AND v.employee_id = (SELECT sec.subject_id())
      AND v.visit_date BETWEEN current_date - 14 AND current_date + 14));
CREATE POLICY employee_visits ON caire.places FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND EXISTS (
    SELECT 1 FROM caire.visits v
    WHERE v.organization_id = places.organization_id AND v.place_id = places.id AND v.employee_id = (SELECT sec.subject_id())
      AND v.visit_date BETWEEN current_date - 14 AND current_date + 14));
CREATE POLICY client_own ON caire.places FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'client' AND EXISTS (
    SELECT 1 FROM caire.clients c
    WHERE c.organization_id = places.organization_id AND c.place_id = places.id AND c.id = (SELECT sec.subject_id())));

-- Reporting: pseudonymous columns only.
CREATE VIEW rpt.visits WITH (security_invoker = true, security_barrier = true) AS
  SELECT organization_id, id, visit_date, client_id, employee_id, duration_s, planned_start, planned_end, actual_start, actual_end, status
  FROM caire.visits;
GRANT SELECT ON rpt.visits TO caire_readonly;
GRANT SELECT (organization_id, id, visit_date, client_id, employee_id, duration_s, planned_start, planned_end, actual_start, actual_end, status)
  ON caire.visits TO caire_readonly;
CREATE POLICY report ON caire.visits FOR SELECT TO caire_readonly USING (true);
