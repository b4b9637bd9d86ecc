-- What an organisation assumes when plans are counted in money, kilometres and minutes; every version kept, the newest holds.
SET LOCAL ROLE caire_owner;

-- changed: only what differs from the product's own assumptions, which may be renewed; numbers, and the payment model.
CREATE TABLE caire.assumptions (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  changed jsonb NOT NULL CONSTRAINT assumptions_changed_shape CHECK (jsonb_typeof(changed) = 'object'
    AND NOT jsonb_path_exists(changed, '$.* ? (@.type() == "object" || @.type() == "array")')
    AND NOT jsonb_path_exists(changed, '$.* ? (@.type() == "string" && !(@ like_regex "^[A-D]$"))')
    AND NOT jsonb_path_exists(changed, '$.* ? (@.type() == "number" && (@ < 0 || @ > 100000))')),
  made_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT assumptions_version_key UNIQUE (organization_id, version),
  FOREIGN KEY (organization_id, made_by) REFERENCES caire.users (organization_id, id));
CREATE INDEX assumptions_made_by ON caire.assumptions (organization_id, made_by);
SELECT setup.wall('caire.assumptions'), setup.planning('caire.assumptions'), setup.keep('caire.assumptions'),
  setup.audit('caire.assumptions');
REVOKE UPDATE, DELETE ON caire.assumptions FROM caire_app, caire_worker;
-- Planners' figures are counted with them; only an administrator sets them.
CREATE POLICY admin_sets ON caire.assumptions AS RESTRICTIVE FOR INSERT TO caire_app
  WITH CHECK ((SELECT sec.app_role()) = 'admin');

-- down
SET LOCAL ROLE caire_owner;
DROP TABLE caire.assumptions;
