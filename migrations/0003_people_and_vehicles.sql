-- Districts, places, skills, employees, clients, their relations, vehicles. Names and exact positions are ciphertext.
SET LOCAL ROLE caire_owner;

CREATE TABLE caire.districts (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  name varchar(255) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT districts_name_key UNIQUE (organization_id, name));

-- A position something happens at. In clear only rounded to about a kilometre, for reports; the exact one is sealed.
-- Plans, travel caches and solver input name the place, never the position.
CREATE TABLE caire.places (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  position_enc bytea NOT NULL,
  lat_rounded numeric(5, 2) NOT NULL CHECK (lat_rounded BETWEEN -90 AND 90),
  lon_rounded numeric(6, 2) NOT NULL CHECK (lon_rounded BETWEEN -180 AND 180),
  key_version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id));

CREATE TABLE caire.skills (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  name varchar(100) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT skills_name_key UNIQUE (organization_id, name));

CREATE TABLE caire.employees (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  external_ref varchar(100),
  pseudonym varchar(40) NOT NULL,
  name_enc bytea,
  email_enc bytea,
  phone_enc bytea,
  home_place_id uuid,
  district_id uuid,
  transport text NOT NULL DEFAULT 'CAR' CHECK (transport IN ('CAR', 'BIKE', 'WALK', 'PUBLIC')),
  contract_minutes_week integer CHECK (contract_minutes_week BETWEEN 0 AND 3600),
  hourly_rate_sek numeric(10, 2) CHECK (hourly_rate_sek >= 0),
  payment_model text CHECK (payment_model IN ('HOURLY', 'MONTHLY')),
  status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'INACTIVE')),
  key_version integer,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT employees_external_ref_key UNIQUE (organization_id, external_ref),
  CONSTRAINT employees_pseudonym_key UNIQUE (organization_id, pseudonym),
  FOREIGN KEY (organization_id, home_place_id) REFERENCES caire.places (organization_id, id),
  FOREIGN KEY (organization_id, district_id) REFERENCES caire.districts (organization_id, id));
CREATE INDEX employees_home_place ON caire.employees (organization_id, home_place_id) WHERE home_place_id IS NOT NULL;
CREATE INDEX employees_district ON caire.employees (organization_id, district_id) WHERE district_id IS NOT NULL;

CREATE TABLE caire.employee_skills (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  employee_id uuid NOT NULL,
  skill_id uuid NOT NULL,
  level integer NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 10),
  valid_from date,
  valid_to date,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT employee_skills_valid_order CHECK (valid_to >= valid_from),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT employee_skills_key UNIQUE NULLS NOT DISTINCT (organization_id, employee_id, skill_id, valid_from),
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, skill_id) REFERENCES caire.skills (organization_id, id));
CREATE INDEX employee_skills_skill ON caire.employee_skills (organization_id, skill_id);

CREATE TABLE caire.clients (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  external_ref varchar(100),
  pseudonym varchar(40) NOT NULL,
  name_enc bytea,
  address_enc bytea,
  notes_enc bytea,
  address_bidx bytea,
  pnr_bidx bytea,
  place_id uuid,
  district_id uuid,
  contact_employee_id uuid,
  granted_minutes_month integer CHECK (granted_minutes_month >= 0),
  protected_identity boolean NOT NULL DEFAULT false,
  status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'PAUSED', 'ENDED', 'ERASED')),
  key_version integer,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT clients_external_ref_key UNIQUE (organization_id, external_ref),
  CONSTRAINT clients_pseudonym_key UNIQUE (organization_id, pseudonym),
  FOREIGN KEY (organization_id, place_id) REFERENCES caire.places (organization_id, id),
  FOREIGN KEY (organization_id, district_id) REFERENCES caire.districts (organization_id, id),
  FOREIGN KEY (organization_id, contact_employee_id) REFERENCES caire.employees (organization_id, id));
CREATE INDEX clients_place ON caire.clients (organization_id, place_id) WHERE place_id IS NOT NULL;
CREATE INDEX clients_district ON caire.clients (organization_id, district_id) WHERE district_id IS NOT NULL;
CREATE INDEX clients_contact ON caire.clients (organization_id, contact_employee_id) WHERE contact_employee_id IS NOT NULL;
CREATE INDEX clients_address_bidx ON caire.clients (organization_id, address_bidx) WHERE address_bidx IS NOT NULL;
CREATE INDEX clients_pnr_bidx ON caire.clients (organization_id, pnr_bidx) WHERE pnr_bidx IS NOT NULL;

CREATE TABLE caire.client_carers (
  organization_id uuid NOT NULL,
  client_id uuid NOT NULL,
  employee_id uuid NOT NULL,
  relation text NOT NULL CHECK (relation IN ('POOL', 'PREFERRED', 'AVOIDED')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, client_id, employee_id, relation),
  FOREIGN KEY (organization_id, client_id) REFERENCES caire.clients (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE);
CREATE INDEX client_carers_employee ON caire.client_carers (organization_id, employee_id);

CREATE TABLE caire.vehicles (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  name varchar(255) NOT NULL,
  type varchar(255) NOT NULL,
  capacity integer CHECK (capacity > 0),
  status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'MAINTENANCE', 'INACTIVE')),
  location point CONSTRAINT vehicles_location_on_earth CHECK (location[0] BETWEEN -180 AND 180 AND location[1] BETWEEN -90 AND 90),  -- (lon, lat)
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT vehicles_name_key UNIQUE (organization_id, name));

ALTER TABLE caire.users NO FORCE ROW LEVEL SECURITY;  -- for the check of rows that stand; forced again below
ALTER TABLE caire.users
  ADD FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id),
  ADD FOREIGN KEY (organization_id, client_id) REFERENCES caire.clients (organization_id, id);
ALTER TABLE caire.users FORCE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX users_employee_key ON caire.users (organization_id, employee_id) WHERE employee_id IS NOT NULL;
CREATE INDEX users_client ON caire.users (organization_id, client_id) WHERE client_id IS NOT NULL;

SELECT setup.wall(t::regclass), setup.planning(t::regclass)
FROM unnest(ARRAY['caire.districts', 'caire.places', 'caire.skills', 'caire.employees', 'caire.employee_skills', 'caire.clients',
                  'caire.client_carers', 'caire.vehicles']) AS t;

-- Carers see themselves; the clients they visit are added with the visits. Clients see themselves.
GRANT SELECT ON caire.employees, caire.places TO caire_field;
GRANT SELECT (organization_id, id, external_ref, pseudonym, name_enc, address_enc, notes_enc, place_id, district_id,
  contact_employee_id, granted_minutes_month, protected_identity, status, key_version, row_version, created_at, updated_at)
  ON caire.clients TO caire_field;
CREATE POLICY employee_self ON caire.employees FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'employee' AND id = (SELECT sec.subject_id()));
CREATE POLICY client_self ON caire.clients FOR SELECT TO caire_field
  USING ((SELECT sec.app_role()) = 'client' AND id = (SELECT sec.subject_id()));
