-- Own profiles of weights with every version kept, and a journal of what was changed of the weights and by whom.
SET LOCAL ROLE caire_owner;

CREATE TABLE caire.constraint_profiles (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  name varchar(120) NOT NULL CONSTRAINT constraint_profiles_named CHECK (btrim(name) <> ''),
  is_default boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT constraint_profiles_name_key UNIQUE (organization_id, name));
CREATE UNIQUE INDEX constraint_profiles_one_default ON caire.constraint_profiles (organization_id) WHERE is_default;

-- weights: {organization: {constraint: weight}, disabled: [constraint], levels: {constraint: level}}; a version never changes.
CREATE TABLE caire.constraint_profile_versions (
  organization_id uuid NOT NULL,
  profile_id uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  weights jsonb NOT NULL CONSTRAINT constraint_profile_versions_shape CHECK (jsonb_typeof(weights) = 'object'
    AND jsonb_typeof(weights -> 'organization') = 'object' AND pg_column_size(weights) < 65536),
  note varchar(500) NOT NULL DEFAULT '',
  made_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, profile_id, version),
  FOREIGN KEY (organization_id, profile_id) REFERENCES caire.constraint_profiles (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, made_by) REFERENCES caire.users (organization_id, id));
CREATE INDEX constraint_profile_versions_made_by ON caire.constraint_profile_versions (organization_id, made_by);

-- What was changed, from what to what: rules, profiles and pseudonymous ids, never a name.
CREATE TABLE caire.constraint_changes (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('WEIGHT', 'OVERRIDE', 'PROFILE')),
  about varchar(255) NOT NULL,
  entity_type text CHECK (entity_type IN ('ORGANIZATION', 'EMPLOYEE', 'CLIENT')),
  entity_id uuid,
  was jsonb,
  became jsonb,
  made_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, made_by) REFERENCES caire.users (organization_id, id));
CREATE INDEX constraint_changes_made_by ON caire.constraint_changes (organization_id, made_by);

SELECT setup.wall(t::regclass), setup.planning(t::regclass)
FROM unnest(ARRAY['caire.constraint_profiles', 'caire.constraint_profile_versions', 'caire.constraint_changes']) AS t;
-- Versions and the journal are written once.
REVOKE UPDATE, DELETE ON caire.constraint_profile_versions, caire.constraint_changes FROM caire_app, caire_worker;

-- down
SET LOCAL ROLE caire_owner;
DROP TABLE caire.constraint_changes;
DROP TABLE caire.constraint_profile_versions;
DROP TABLE caire.constraint_profiles;
