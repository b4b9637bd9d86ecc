-- Absences and availability, bookings that cannot be double, edits of plans, cached travel, invitations and keys of machines.
SET LOCAL ROLE caire_owner;

-- Equality of ids inside a GiST index needs an extension (btree_gist) or, as here, ranges of one id.
CREATE TYPE caire.uuidrange AS RANGE (subtype = uuid);

CREATE TABLE caire.vehicle_absences (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  vehicle_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  reason text NOT NULL CHECK (reason IN ('MAINTENANCE', 'REPAIR', 'INSPECTION', 'OTHER')),
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT vehicle_absences_order CHECK (ends_at > starts_at),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, vehicle_id) REFERENCES caire.vehicles (organization_id, id) ON DELETE CASCADE,
  CONSTRAINT vehicle_absences_once EXCLUDE USING gist (
    caire.uuidrange(organization_id, organization_id, '[]') WITH =, caire.uuidrange(vehicle_id, vehicle_id, '[]') WITH =,
    tstzrange(starts_at, ends_at) WITH &&) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX vehicle_absences_vehicle ON caire.vehicle_absences (organization_id, vehicle_id, starts_at);
CREATE INDEX vehicle_absences_period ON caire.vehicle_absences (organization_id, starts_at);

-- The kind tells of somebody's health: the reports' role does not read it.
CREATE TABLE caire.employee_absences (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  employee_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('SICK', 'CARE_OF_CHILD', 'HOLIDAY', 'PARENTAL', 'TRAINING', 'LEAVE', 'OTHER')),
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT employee_absences_order CHECK (ends_at > starts_at),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE,
  CONSTRAINT employee_absences_once EXCLUDE USING gist (
    caire.uuidrange(organization_id, organization_id, '[]') WITH =, caire.uuidrange(employee_id, employee_id, '[]') WITH =,
    tstzrange(starts_at, ends_at) WITH &&) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX employee_absences_employee ON caire.employee_absences (organization_id, employee_id, starts_at);
CREATE INDEX employee_absences_period ON caire.employee_absences (organization_id, starts_at);

-- When an employee can work: every week on a weekday (1 = Monday) while it is valid, or on one day. An end at or before the
-- start is on the next day.
CREATE TABLE caire.employee_availability (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  employee_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('AVAILABLE', 'PREFERRED', 'UNAVAILABLE')),
  weekday integer CHECK (weekday BETWEEN 1 AND 7),
  day date,
  start_time time NOT NULL,
  end_time time NOT NULL,
  valid_from date,
  valid_to date,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT employee_availability_weekly_or_once CHECK (num_nulls(weekday, day) = 1),
  CONSTRAINT employee_availability_once_has_no_period CHECK (day IS NULL OR num_nulls(valid_from, valid_to) = 2),
  CONSTRAINT employee_availability_valid_order CHECK (valid_to >= valid_from),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE);
CREATE INDEX employee_availability_employee ON caire.employee_availability (organization_id, employee_id);
CREATE INDEX employee_availability_day ON caire.employee_availability (organization_id, day) WHERE day IS NOT NULL;

-- Kept by a trigger of employee_shifts and by nobody else: who and which vehicle is where when, once. Shifts are
-- partitioned by month, and before PostgreSQL 17 nothing can be excluded across partitions. Checked at commit, so that two
-- shifts may change places. A shift out of another system's file (external_ref) is taken as it is: there an overlap is a
-- warning, and only its vehicle is booked.
CREATE TABLE caire.employee_bookings (
  organization_id uuid NOT NULL,
  shift_date date NOT NULL,
  shift_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  during tstzrange NOT NULL,
  PRIMARY KEY (organization_id, shift_date, shift_id),
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE,
  CONSTRAINT employee_bookings_once EXCLUDE USING gist (
    caire.uuidrange(organization_id, organization_id, '[]') WITH =, caire.uuidrange(employee_id, employee_id, '[]') WITH =,
    during WITH &&) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX employee_bookings_employee ON caire.employee_bookings (organization_id, employee_id);

-- A vehicle is booked for one span at a time; carers of the same span share it up to its capacity.
CREATE TABLE caire.vehicle_bookings (
  organization_id uuid NOT NULL,
  vehicle_id uuid NOT NULL,
  during tstzrange NOT NULL,
  carers integer NOT NULL CHECK (carers >= 1),
  PRIMARY KEY (organization_id, vehicle_id, during),
  FOREIGN KEY (organization_id, vehicle_id) REFERENCES caire.vehicles (organization_id, id) ON DELETE CASCADE,
  CONSTRAINT vehicle_bookings_once EXCLUDE USING gist (
    caire.uuidrange(organization_id, organization_id, '[]') WITH =, caire.uuidrange(vehicle_id, vehicle_id, '[]') WITH =,
    during WITH &&) DEFERRABLE INITIALLY DEFERRED);

-- What a planner did to a plan, so that it can be undone: `change` names ids, instants and single words, never a sentence.
CREATE TABLE caire.plan_edits (
  organization_id uuid NOT NULL,
  run_date timestamptz NOT NULL,
  id uuid NOT NULL,
  solution_id uuid NOT NULL,
  seq integer NOT NULL CHECK (seq > 0),
  kind text NOT NULL CHECK (kind IN ('MOVE', 'SWAP', 'UNASSIGN', 'PIN', 'UNPIN', 'CANCEL', 'REPLACE_CARER', 'ACCEPT')),
  change jsonb NOT NULL CONSTRAINT plan_edits_change_shape CHECK (jsonb_typeof(change) = 'object'
    AND change ? 'before' AND change ? 'after'
    AND NOT jsonb_path_exists(change, '$.** ? (@.type() == "string" && !(@ like_regex "^[A-Za-z0-9_.:+-]{1,64}$"))')),
  reason_enc bytea,
  key_version integer,
  edited_by uuid NOT NULL,
  undone_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, run_date, id),
  CONSTRAINT plan_edits_seq_key UNIQUE (organization_id, run_date, solution_id, seq),
  FOREIGN KEY (organization_id, run_date, solution_id) REFERENCES caire.schedule_solutions (organization_id, run_date, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, edited_by) REFERENCES caire.users (organization_id, id)) PARTITION BY RANGE (run_date);
CREATE INDEX plan_edits_edited_by ON caire.plan_edits (organization_id, edited_by);

-- Seconds and metres between two places as a router told them; places by id, positions stay sealed.
CREATE TABLE caire.travel_cache (
  organization_id uuid NOT NULL,
  from_place_id uuid NOT NULL,
  to_place_id uuid NOT NULL,
  transport text NOT NULL CHECK (transport IN ('CAR', 'BIKE', 'WALK', 'PUBLIC')),
  source varchar(40) NOT NULL,
  duration_s integer NOT NULL CHECK (duration_s >= 0),
  distance_m integer NOT NULL CHECK (distance_m >= 0),
  fetched_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, from_place_id, to_place_id, transport, source),
  FOREIGN KEY (organization_id, from_place_id) REFERENCES caire.places (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, to_place_id) REFERENCES caire.places (organization_id, id) ON DELETE CASCADE);
CREATE INDEX travel_cache_to ON caire.travel_cache (organization_id, to_place_id);
CREATE INDEX travel_cache_age ON caire.travel_cache (organization_id, fetched_at);

-- A write that is sent twice is done once: the key, what was asked (its hash) and the ids that came of it.
CREATE TABLE caire.idempotency_keys (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  kind varchar(40) NOT NULL,
  idempotency_key varchar(128) NOT NULL,
  request_sha256 bytea NOT NULL CONSTRAINT idempotency_keys_sha256_length CHECK (length(request_sha256) = 32),
  result jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, kind, idempotency_key));
CREATE INDEX idempotency_keys_age ON caire.idempotency_keys (organization_id, created_at);

CREATE TABLE caire.invitations (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  email_enc bytea NOT NULL,
  email_bidx bytea NOT NULL,
  key_version integer NOT NULL,
  role text NOT NULL CHECK (role IN ('super_admin', 'admin', 'scheduler', 'employee', 'client')),
  employee_id uuid,
  client_id uuid,
  token_sha256 bytea NOT NULL CONSTRAINT invitations_token_length CHECK (length(token_sha256) = 32),
  invited_by uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT invitations_super_admins_on_platform CHECK ((role = 'super_admin') = (organization_id = '00000000-0000-7000-8000-000000000001')),
  CONSTRAINT invitations_employee_subject CHECK ((role = 'employee') = (employee_id IS NOT NULL)),
  CONSTRAINT invitations_client_subject CHECK ((role = 'client') = (client_id IS NOT NULL)),
  CONSTRAINT invitations_accepted_whole CHECK (num_nulls(accepted_at, accepted_by) IN (0, 2)),
  CONSTRAINT invitations_lasts CHECK (expires_at > created_at AND expires_at <= created_at + interval '30 days'),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, client_id) REFERENCES caire.clients (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, invited_by) REFERENCES caire.users (organization_id, id),
  FOREIGN KEY (organization_id, accepted_by) REFERENCES caire.users (organization_id, id));
CREATE UNIQUE INDEX invitations_token_key ON caire.invitations (token_sha256);
CREATE UNIQUE INDEX invitations_one_open ON caire.invitations (organization_id, email_bidx) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_employee ON caire.invitations (organization_id, employee_id) WHERE employee_id IS NOT NULL;
CREATE INDEX invitations_client ON caire.invitations (organization_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX invitations_invited_by ON caire.invitations (organization_id, invited_by);
CREATE INDEX invitations_accepted_by ON caire.invitations (organization_id, accepted_by) WHERE accepted_by IS NOT NULL;

-- A machine's way in: `prefix.secret`, of which the secret is kept as an HMAC and shown once.
CREATE TABLE caire.api_keys (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  name varchar(100) NOT NULL,
  prefix varchar(12) NOT NULL CONSTRAINT api_keys_prefix_shape CHECK (prefix ~ '^[a-z0-9]{12}$'),
  secret_hmac bytea NOT NULL CONSTRAINT api_keys_secret_length CHECK (length(secret_hmac) = 32),
  scopes text[] NOT NULL CONSTRAINT api_keys_scopes CHECK (cardinality(scopes) >= 1 AND scopes <@ ARRAY[
    'visits.read', 'clients.read', 'employees.read', 'shifts.read', 'plans.read', 'imports.write', 'solves.run']),
  rate_per_min integer NOT NULL DEFAULT 120 CHECK (rate_per_min BETWEEN 1 AND 6000),
  created_by uuid NOT NULL,
  replaced_by uuid,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT api_keys_lasts CHECK (expires_at > created_at AND expires_at <= created_at + interval '2 years'),
  CONSTRAINT api_keys_not_replaced_by_itself CHECK (replaced_by <> id),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, created_by) REFERENCES caire.users (organization_id, id),
  FOREIGN KEY (organization_id, replaced_by) REFERENCES caire.api_keys (organization_id, id));
CREATE UNIQUE INDEX api_keys_prefix_key ON caire.api_keys (prefix);
CREATE INDEX api_keys_created_by ON caire.api_keys (organization_id, created_by);
CREATE INDEX api_keys_replaced_by ON caire.api_keys (organization_id, replaced_by) WHERE replaced_by IS NOT NULL;

-- Our way in to others: the secret is sealed and opened by workers only.
CREATE TABLE caire.integration_credentials (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  provider text NOT NULL CHECK (provider IN ('timefold', 'alfa_ecare', 'other')),
  label varchar(100) NOT NULL,
  secret_enc bytea NOT NULL,
  key_version integer NOT NULL,
  base_url text CONSTRAINT integration_credentials_https CHECK (base_url ~ '^https://'),
  rotated_at timestamptz,
  revoked_at timestamptz,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT integration_credentials_label_key UNIQUE (organization_id, provider, label));

-- Frequent questions that had no index of their own.
CREATE INDEX employee_skills_expiring ON caire.employee_skills (organization_id, valid_to) WHERE valid_to IS NOT NULL;
CREATE INDEX schedule_metrics_trend ON caire.schedule_metrics (organization_id, metric_type, schedule_date);
CREATE INDEX schedule_solutions_published ON caire.schedule_solutions (organization_id, first_day) WHERE kind = 'published';
CREATE INDEX visits_unassigned ON caire.visits (organization_id, visit_date) WHERE status = 'UNASSIGNED';
CREATE INDEX import_rows_bad ON caire.import_rows (organization_id, import_id, row_no) WHERE NOT ok;

-- Bookings of the shifts that stand. Of two that overlap the earlier is booked; the other shows when it is next changed.
ALTER TABLE caire.employee_shifts NO FORCE ROW LEVEL SECURITY;
INSERT INTO caire.employee_bookings (organization_id, shift_date, shift_id, employee_id, during)
SELECT s.organization_id, s.date, s.id, s.employee_id, tstzrange(s.planned_start, s.planned_end)
FROM caire.employee_shifts s
WHERE s.external_ref IS NULL AND NOT EXISTS (
  SELECT 1 FROM caire.employee_shifts o
  WHERE o.organization_id = s.organization_id AND o.employee_id = s.employee_id AND o.external_ref IS NULL
    AND (o.planned_start, o.id) < (s.planned_start, s.id) AND o.planned_end > s.planned_start);
INSERT INTO caire.vehicle_bookings (organization_id, vehicle_id, during, carers)
SELECT s.organization_id, s.vehicle_id, tstzrange(s.planned_start, s.planned_end), count(*)
FROM caire.employee_shifts s
WHERE s.vehicle_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM caire.employee_shifts o
  WHERE o.organization_id = s.organization_id AND o.vehicle_id = s.vehicle_id
    AND (o.planned_start, o.planned_end) < (s.planned_start, s.planned_end) AND o.planned_end > s.planned_start)
GROUP BY 1, 2, 3;
ALTER TABLE caire.employee_shifts FORCE ROW LEVEL SECURITY;

SELECT setup.wall(t::regclass), setup.planning(t::regclass)
FROM unnest(ARRAY['caire.vehicle_absences', 'caire.employee_absences', 'caire.employee_availability', 'caire.plan_edits',
                  'caire.travel_cache', 'caire.idempotency_keys']) AS t;
SELECT setup.wall(t::regclass)
FROM unnest(ARRAY['caire.employee_bookings', 'caire.vehicle_bookings', 'caire.invitations', 'caire.api_keys',
                  'caire.integration_credentials']) AS t;

-- Edits are added and marked as undone, never rewritten.
REVOKE UPDATE, DELETE ON caire.plan_edits FROM caire_app, caire_worker;
GRANT UPDATE (undone_at) ON caire.plan_edits TO caire_app;

GRANT SELECT ON caire.employee_absences, caire.employee_availability TO caire_field;
CREATE POLICY employee_own ON caire.employee_absences FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id()));
CREATE POLICY employee_own ON caire.employee_availability FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND employee_id = (SELECT sec.subject_id()));

GRANT SELECT ON caire.employee_bookings, caire.vehicle_bookings TO caire_app, caire_worker;
CREATE POLICY planner_read ON caire.employee_bookings FOR SELECT TO caire_app USING ((SELECT sec.app_role()) IN ('admin', 'scheduler'));
CREATE POLICY planner_read ON caire.vehicle_bookings FOR SELECT TO caire_app USING ((SELECT sec.app_role()) IN ('admin', 'scheduler'));
CREATE POLICY worker_read ON caire.employee_bookings FOR SELECT TO caire_worker USING (true);
CREATE POLICY worker_read ON caire.vehicle_bookings FOR SELECT TO caire_worker USING (true);

-- Keys and invitations are an administrator's; the HMAC of a secret and the hash of a token are written and never read back.
GRANT SELECT (organization_id, id, email_enc, email_bidx, key_version, role, employee_id, client_id, invited_by, expires_at,
  accepted_at, accepted_by, revoked_at, created_at), INSERT, UPDATE (accepted_at, accepted_by, revoked_at)
  ON caire.invitations TO caire_app;
GRANT SELECT (organization_id, id, name, prefix, scopes, rate_per_min, created_by, replaced_by, expires_at, last_used_at,
  revoked_at, created_at), INSERT, UPDATE (name, rate_per_min, replaced_by, last_used_at, revoked_at) ON caire.api_keys TO caire_app;
GRANT SELECT (organization_id, id, provider, label, key_version, base_url, rotated_at, revoked_at, row_version, created_at, updated_at),
  INSERT, UPDATE (label, secret_enc, key_version, base_url, rotated_at, revoked_at, row_version)
  ON caire.integration_credentials TO caire_app;
GRANT SELECT ON caire.integration_credentials TO caire_worker;
CREATE POLICY admin_all ON caire.invitations FOR ALL TO caire_app
  USING ((SELECT sec.app_role()) IN ('admin', 'super_admin')) WITH CHECK ((SELECT sec.app_role()) IN ('admin', 'super_admin'));
CREATE POLICY admin_all ON caire.api_keys FOR ALL TO caire_app
  USING ((SELECT sec.app_role()) = 'admin') WITH CHECK ((SELECT sec.app_role()) = 'admin');
CREATE POLICY admin_all ON caire.integration_credentials FOR ALL TO caire_app
  USING ((SELECT sec.app_role()) = 'admin') WITH CHECK ((SELECT sec.app_role()) = 'admin');
CREATE POLICY worker_read ON caire.integration_credentials FOR SELECT TO caire_worker USING (true);

-- The catalogue's system constraints as they are made and stay: no other row may bear their name, none else may be one.
ALTER TABLE caire.constraint_definitions ADD CONSTRAINT constraint_definitions_system_as_made CHECK (
  CASE WHEN is_system OR name IN ('hard.skill.required', 'hard.carer.prohibited', 'hard.time.window', 'hard.time.travel',
      'hard.time.shift', 'hard.time.break', 'hard.visit.together', 'hard.visit.pinned', 'medium.visit.unassigned')
    THEN is_system AND (name, type, category, weight) IN (
      ('hard.skill.required', 'HARD', 'SKILL', 1), ('hard.carer.prohibited', 'HARD', 'PREFERENCE', 1),
      ('hard.time.window', 'HARD', 'TIME', 1), ('hard.time.travel', 'HARD', 'TIME', 1),
      ('hard.time.shift', 'HARD', 'TIME', 1), ('hard.time.break', 'HARD', 'TIME', 1),
      ('hard.visit.together', 'HARD', 'RESOURCE', 1), ('hard.visit.pinned', 'HARD', 'RESOURCE', 1),
      ('medium.visit.unassigned', 'MEDIUM', 'RESOURCE', 10000))
    ELSE true END);

GRANT SELECT, INSERT, UPDATE, DELETE ON caire.employee_bookings, caire.vehicle_bookings TO caire_definer;
GRANT SELECT (organization_id, id, capacity) ON caire.vehicles TO caire_definer;
GRANT SELECT ON caire.invitations, caire.api_keys TO caire_definer;
CREATE POLICY definer_all ON caire.employee_bookings FOR ALL TO caire_definer USING (true) WITH CHECK (true);
CREATE POLICY definer_all ON caire.vehicle_bookings FOR ALL TO caire_definer USING (true) WITH CHECK (true);
CREATE POLICY definer_read ON caire.vehicles FOR SELECT TO caire_definer USING (true);
CREATE POLICY definer_read ON caire.invitations FOR SELECT TO caire_definer USING (true);
CREATE POLICY definer_read ON caire.api_keys FOR SELECT TO caire_definer USING (true);

SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;

-- Books the carer and the vehicle of a shift, and gives back what was booked before.
CREATE FUNCTION sec.book_shift() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  held integer;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM caire.employee_bookings b
    WHERE b.organization_id = OLD.organization_id AND b.shift_date = OLD.date AND b.shift_id = OLD.id;
    IF OLD.vehicle_id IS NOT NULL THEN
      DELETE FROM caire.vehicle_bookings b WHERE b.organization_id = OLD.organization_id AND b.vehicle_id = OLD.vehicle_id
        AND b.during = tstzrange(OLD.planned_start, OLD.planned_end) AND b.carers = 1;
      UPDATE caire.vehicle_bookings b SET carers = b.carers - 1 WHERE NOT FOUND AND b.organization_id = OLD.organization_id
        AND b.vehicle_id = OLD.vehicle_id AND b.during = tstzrange(OLD.planned_start, OLD.planned_end);
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN NULL;
  END IF;
  IF NEW.external_ref IS NULL THEN
    INSERT INTO caire.employee_bookings (organization_id, shift_date, shift_id, employee_id, during)
    VALUES (NEW.organization_id, NEW.date, NEW.id, NEW.employee_id, tstzrange(NEW.planned_start, NEW.planned_end));
  END IF;
  IF NEW.vehicle_id IS NOT NULL THEN
    INSERT INTO caire.vehicle_bookings AS b (organization_id, vehicle_id, during, carers)
    VALUES (NEW.organization_id, NEW.vehicle_id, tstzrange(NEW.planned_start, NEW.planned_end), 1)
    ON CONFLICT (organization_id, vehicle_id, during) DO UPDATE SET carers = b.carers + 1
    RETURNING b.carers INTO held;
    IF held > (SELECT coalesce(v.capacity, 1) FROM caire.vehicles v
               WHERE v.organization_id = NEW.organization_id AND v.id = NEW.vehicle_id) THEN
      RAISE EXCEPTION 'more carers are booked on a vehicle than it carries'
        USING ERRCODE = '23514', CONSTRAINT = 'vehicle_bookings_capacity';
    END IF;
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION sec.book_shift() TO caire_owner;

-- Who an invitation or a key belongs to, asked before a tenant is known; the caller weighs the secret itself.
CREATE FUNCTION sec.invitation_lookup(p_token_sha256 bytea)
  RETURNS TABLE (organization_id uuid, invitation_id uuid, role text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.organization_id, i.id, i.role
  FROM caire.invitations i JOIN caire.organizations o ON o.id = i.organization_id
  WHERE i.token_sha256 = p_token_sha256 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
    AND o.status IN ('active', 'trial') $$;

CREATE FUNCTION sec.api_key_lookup(p_prefix text)
  RETURNS TABLE (organization_id uuid, api_key_id uuid, secret_hmac bytea, scopes text[], rate_per_min integer, read_only boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.organization_id, k.id, k.secret_hmac, k.scopes, k.rate_per_min,
    o.status = 'trial' AND o.kind = 'tenant' AND o.trial_expiration_date < (now() AT TIME ZONE o.timezone)::date
  FROM caire.api_keys k JOIN caire.organizations o ON o.id = k.organization_id
  WHERE k.prefix = p_prefix AND k.revoked_at IS NULL AND k.expires_at > now() AND o.status IN ('active', 'trial') $$;
GRANT EXECUTE ON FUNCTION sec.invitation_lookup(bytea), sec.api_key_lookup(text) TO caire_app;

SET LOCAL ROLE caire_owner;
CREATE TRIGGER book_shift AFTER INSERT OR DELETE OR UPDATE OF employee_id, vehicle_id, planned_start, planned_end, external_ref
  ON caire.employee_shifts FOR EACH ROW EXECUTE FUNCTION sec.book_shift();

-- A vehicle never carries fewer than are booked on it.
CREATE FUNCTION caire.guard_capacity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM caire.vehicle_bookings b
             WHERE b.organization_id = NEW.organization_id AND b.vehicle_id = NEW.id AND b.carers > coalesce(NEW.capacity, 1)
               AND upper(b.during) > now()) THEN
    RAISE EXCEPTION 'more carers are booked on a vehicle than it carries'
      USING ERRCODE = '23514', CONSTRAINT = 'vehicle_bookings_capacity';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_capacity BEFORE UPDATE OF capacity ON caire.vehicles FOR EACH ROW EXECUTE FUNCTION caire.guard_capacity();

-- Edits lie in the months of their plans.
SELECT setup.month('caire.plan_edits', to_date(right(c.relname, 7), 'YYYY_MM'))
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'caire.schedule_solutions'::regclass;

-- down
SET LOCAL ROLE caire_owner;
DROP TRIGGER guard_capacity ON caire.vehicles;
DROP FUNCTION caire.guard_capacity();
DROP TRIGGER book_shift ON caire.employee_shifts;
SET LOCAL ROLE caire_definer;
DROP FUNCTION sec.book_shift();
DROP FUNCTION sec.invitation_lookup(bytea);
DROP FUNCTION sec.api_key_lookup(text);
SET LOCAL ROLE caire_owner;
ALTER TABLE caire.constraint_definitions DROP CONSTRAINT constraint_definitions_system_as_made;
DROP POLICY definer_read ON caire.vehicles;
REVOKE SELECT (organization_id, id, capacity) ON caire.vehicles FROM caire_definer;
DROP INDEX caire.employee_skills_expiring, caire.schedule_metrics_trend, caire.schedule_solutions_published, caire.visits_unassigned,
  caire.import_rows_bad;
DROP TABLE caire.integration_credentials, caire.api_keys, caire.invitations, caire.idempotency_keys, caire.travel_cache, caire.plan_edits,
  caire.vehicle_bookings, caire.employee_bookings, caire.employee_availability, caire.employee_absences, caire.vehicle_absences;
DROP TYPE caire.uuidrange;
