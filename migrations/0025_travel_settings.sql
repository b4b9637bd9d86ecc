-- Where an organisation's travel times come from and with which parameters; every version kept, the newest holds.
SET LOCAL ROLE caire_owner;

ALTER TABLE caire.integration_credentials DROP CONSTRAINT integration_credentials_provider_check,
  ADD CONSTRAINT integration_credentials_provider_check CHECK (provider IN ('timefold', 'alfa_ecare', 'osrm', 'valhalla', 'other'));

-- source: who is asked for the ways; kept_as: under which source of travel_cache its answers stand, another per server.
-- parameters: {"modes": {"CAR": {…}}, "winter": {…}}, numbers only, where they differ
-- from the product's own. why: what a version was made from, such as a calibration.
CREATE TABLE caire.travel_settings (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  source text NOT NULL CHECK (source IN ('built_in', 'osrm', 'valhalla')),
  kept_as varchar(40) CHECK ((kept_as IS NULL) = (source = 'built_in')),
  parameters jsonb NOT NULL CONSTRAINT travel_settings_parameters_shape CHECK (jsonb_typeof(parameters) = 'object'
    AND NOT jsonb_path_exists(parameters, '$.** ? (@.type() == "string")')),
  why text NOT NULL CHECK (why IN ('by_hand', 'calibration')),
  made_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT travel_settings_version_key UNIQUE (organization_id, version),
  FOREIGN KEY (organization_id, made_by) REFERENCES caire.users (organization_id, id));
CREATE INDEX travel_settings_made_by ON caire.travel_settings (organization_id, made_by);
SELECT setup.wall('caire.travel_settings'), setup.planning('caire.travel_settings'), setup.keep('caire.travel_settings'),
  setup.audit('caire.travel_settings');
REVOKE UPDATE, DELETE ON caire.travel_settings FROM caire_app, caire_worker;
-- Planners solve with them; only an administrator sets them.
CREATE POLICY admin_sets ON caire.travel_settings AS RESTRICTIVE FOR INSERT TO caire_app
  WITH CHECK ((SELECT sec.app_role()) = 'admin');

-- down
SET LOCAL ROLE caire_owner;
DROP TABLE caire.travel_settings;
ALTER TABLE caire.integration_credentials NO FORCE ROW LEVEL SECURITY;
UPDATE caire.integration_credentials SET provider = 'other', label = left(provider || ' ' || id, 100)
WHERE provider IN ('osrm', 'valhalla');
ALTER TABLE caire.integration_credentials FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.integration_credentials DROP CONSTRAINT integration_credentials_provider_check,
  ADD CONSTRAINT integration_credentials_provider_check CHECK (provider IN ('timefold', 'alfa_ecare', 'other'));
