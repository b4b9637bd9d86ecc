-- Settings of an organisation: its language, its districts' offices, prices of care from a day on, webhooks that rest; and
-- what is needed to forget exchanges with a care system, to erase a user, and to say when the audit was verified.
SET LOCAL ROLE caire_owner;

-- Without a language of its own an organisation speaks as the installation does.
ALTER TABLE caire.organizations ADD COLUMN language text CHECK (language IN ('sv', 'en'));
GRANT UPDATE (language) ON caire.organizations TO caire_app;
GRANT SELECT (language) ON caire.organizations TO caire_keeper;
CREATE OR REPLACE FUNCTION caire.guard_organization() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.erased_at IS DISTINCT FROM OLD.erased_at AND caire.is_erasure_due(OLD) IS NOT TRUE THEN
    RAISE EXCEPTION 'an organisation is erased on request or after the announced time' USING ERRCODE = '42501';
  END IF;
  -- An administrator says what it is called and which clock and language it keeps, asks for it to be erased or takes
  -- that back, and changes nothing else.
  IF current_user = 'caire_app' AND sec.app_role() = 'admin'
     AND to_jsonb(NEW) - '{deletion_requested_at,updated_at,name,timezone,language}'::text[]
      <> to_jsonb(OLD) - '{deletion_requested_at,updated_at,name,timezone,language}'::text[] THEN
    RAISE EXCEPTION 'only the platform''s staff change an organisation' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

-- Where a district's people set out from, and how far outside its window a visit there may begin and still be on time.
-- Beside the district and not in it: a file of the whole organisation tells of districts before it tells of places.
CREATE TABLE caire.district_settings (
  organization_id uuid NOT NULL,
  district_id uuid NOT NULL,
  place_id uuid,
  tolerance_min integer CONSTRAINT district_settings_tolerance CHECK (tolerance_min BETWEEN 0 AND 120),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, district_id),
  FOREIGN KEY (organization_id, district_id) REFERENCES caire.districts (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, place_id) REFERENCES caire.places (organization_id, id));
CREATE INDEX district_settings_place ON caire.district_settings (organization_id, place_id) WHERE place_id IS NOT NULL;

-- What an hour and a visit bring in from a day on; without a district in all of them, without a service for every kind.
CREATE TABLE caire.tariffs (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  district_id uuid,
  service_type varchar(255) CONSTRAINT tariffs_service_is_named CHECK (btrim(service_type) <> ''),
  valid_from date NOT NULL,
  hour_sek numeric(8, 2) NOT NULL CONSTRAINT tariffs_hour CHECK (hour_sek BETWEEN 0 AND 3000),
  visit_sek numeric(8, 2) NOT NULL DEFAULT 0 CONSTRAINT tariffs_visit CHECK (visit_sek BETWEEN 0 AND 3000),
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT tariffs_one_from_a_day UNIQUE NULLS NOT DISTINCT (organization_id, district_id, service_type, valid_from),
  FOREIGN KEY (organization_id, district_id) REFERENCES caire.districts (organization_id, id));

SELECT setup.wall(t::regclass), setup.planning(t::regclass), setup.keep(t::regclass), setup.audit(t::regclass)
FROM unnest(ARRAY['caire.district_settings', 'caire.tariffs']) AS t;
-- Planners plan and count with them; only an administrator sets them.
CREATE POLICY admin_adds ON caire.district_settings AS RESTRICTIVE FOR INSERT TO caire_app WITH CHECK ((SELECT sec.app_role()) = 'admin');
CREATE POLICY admin_changes ON caire.district_settings AS RESTRICTIVE FOR UPDATE TO caire_app USING ((SELECT sec.app_role()) = 'admin');
CREATE POLICY admin_removes ON caire.district_settings AS RESTRICTIVE FOR DELETE TO caire_app USING ((SELECT sec.app_role()) = 'admin');
CREATE POLICY admin_adds ON caire.tariffs AS RESTRICTIVE FOR INSERT TO caire_app WITH CHECK ((SELECT sec.app_role()) = 'admin');
CREATE POLICY admin_changes ON caire.tariffs AS RESTRICTIVE FOR UPDATE TO caire_app USING ((SELECT sec.app_role()) = 'admin');
CREATE POLICY admin_removes ON caire.tariffs AS RESTRICTIVE FOR DELETE TO caire_app USING ((SELECT sec.app_role()) = 'admin');

-- A webhook that rests is told of nothing new. One that is tried out hears an event of its own, and an administrator
-- has what was given up told once more.
ALTER TABLE caire.webhooks ADD COLUMN paused_at timestamptz;
GRANT SELECT (paused_at), UPDATE (paused_at) ON caire.webhooks TO caire_app;
GRANT SELECT (paused_at) ON caire.webhooks TO caire_keeper;
ALTER TABLE caire.webhook_deliveries DROP CONSTRAINT webhook_deliveries_event_check,
  ADD CONSTRAINT webhook_deliveries_event_check CHECK (event IN ('run.finished', 'plan.published', 'import.applied', 'webhook.test'));
GRANT UPDATE (state, attempts, outcome) ON caire.webhook_deliveries TO caire_app;

-- Exchanges with a care system are kept for a time; what waits tells whom it is about, so that it goes with the person.
ALTER TABLE caire.retention_settings DROP CONSTRAINT retention_settings_subject_check,
  ADD CONSTRAINT retention_settings_subject_check CHECK (subject IN
    ('visits', 'shifts', 'plans', 'imports', 'sessions', 'invitations', 'exchanges'));
ALTER TABLE caire.care_dead_letters ADD COLUMN client_id uuid, ADD COLUMN employee_id uuid;
-- For the check of rows that stand; forced again below.
ALTER TABLE caire.care_dead_letters NO FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.clients NO FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.employees NO FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.care_dead_letters
  ADD FOREIGN KEY (organization_id, client_id) REFERENCES caire.clients (organization_id, id) ON DELETE CASCADE,
  ADD FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE;
ALTER TABLE caire.care_dead_letters FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.clients FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.employees FORCE ROW LEVEL SECURITY;
CREATE INDEX care_dead_letters_client ON caire.care_dead_letters (organization_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX care_dead_letters_employee ON caire.care_dead_letters (organization_id, employee_id) WHERE employee_id IS NOT NULL;
GRANT SELECT (client_id, employee_id) ON caire.care_dead_letters TO caire_keeper;

-- Users have the same rights to what is held about them.
ALTER TABLE caire.subject_requests DROP CONSTRAINT subject_requests_person_check,
  ADD CONSTRAINT subject_requests_person_check CHECK (person IN ('client', 'employee', 'user'));

-- That the audit was verified is an act of its own, beside those there are.
SET LOCAL ROLE caire_audit;
DO $$
DECLARE
  held text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'audit.log'::regclass AND conname = 'log_action');
BEGIN
  EXECUTE 'ALTER TABLE audit.log DROP CONSTRAINT log_action, ADD CONSTRAINT log_action '
    || replace(held, '''CALL''::text', '''CALL''::text, ''VERIFY''::text');
END $$;

-- The language of an organisation, for whoever has signed in to it and has not chosen one.
SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;
CREATE FUNCTION sec.language_of(p_organization_id uuid) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT o.language FROM caire.organizations o WHERE o.id = p_organization_id $$;
GRANT EXECUTE ON FUNCTION sec.language_of(uuid) TO caire_app;

-- down
SET LOCAL ROLE caire_definer;
DROP FUNCTION sec.language_of(uuid);
SET LOCAL ROLE caire_audit;
-- The audit is only added to: verifications that stand in it stay, from now on none is added.
DO $$
DECLARE
  held text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'audit.log'::regclass AND conname = 'log_action');
BEGIN
  EXECUTE 'ALTER TABLE audit.log DROP CONSTRAINT log_action, ADD CONSTRAINT log_action '
    || replace(replace(held, ', ''VERIFY''::text', ''), ' NOT VALID', '') || ' NOT VALID';
END $$;
SET LOCAL ROLE caire_owner;
ALTER TABLE caire.subject_requests NO FORCE ROW LEVEL SECURITY;
DELETE FROM caire.subject_requests WHERE person = 'user';
ALTER TABLE caire.subject_requests FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.subject_requests DROP CONSTRAINT subject_requests_person_check,
  ADD CONSTRAINT subject_requests_person_check CHECK (person IN ('client', 'employee'));
ALTER TABLE caire.care_dead_letters DROP COLUMN client_id, DROP COLUMN employee_id;
ALTER TABLE caire.retention_settings NO FORCE ROW LEVEL SECURITY;
DELETE FROM caire.retention_settings WHERE subject = 'exchanges';
ALTER TABLE caire.retention_settings FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.retention_settings DROP CONSTRAINT retention_settings_subject_check,
  ADD CONSTRAINT retention_settings_subject_check CHECK (subject IN
    ('visits', 'shifts', 'plans', 'imports', 'sessions', 'invitations'));
REVOKE UPDATE (state, attempts, outcome) ON caire.webhook_deliveries FROM caire_app;
ALTER TABLE caire.webhook_deliveries NO FORCE ROW LEVEL SECURITY;
DELETE FROM caire.webhook_deliveries WHERE event = 'webhook.test';
ALTER TABLE caire.webhook_deliveries FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.webhook_deliveries DROP CONSTRAINT webhook_deliveries_event_check,
  ADD CONSTRAINT webhook_deliveries_event_check CHECK (event IN ('run.finished', 'plan.published', 'import.applied'));
ALTER TABLE caire.webhooks DROP COLUMN paused_at;
DROP TABLE caire.tariffs, caire.district_settings;
CREATE OR REPLACE FUNCTION caire.guard_organization() RETURNS trigger LANGUAGE plpgsql AS $$
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
ALTER TABLE caire.organizations DROP COLUMN language;
