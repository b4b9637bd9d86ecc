-- Received files and what was wrong in each row; file names and raw rows are ciphertext.
SET LOCAL ROLE caire_owner;

CREATE TABLE caire.imports (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  filename_enc bytea,
  key_version integer,
  sha256 bytea NOT NULL CONSTRAINT imports_sha256_length CHECK (length(sha256) = 32),
  bytes bigint NOT NULL CHECK (bytes BETWEEN 0 AND 20971520),
  kind varchar(40) NOT NULL,
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'validated', 'applied', 'rejected')),
  rows_total integer CHECK (rows_total >= 0),
  rows_ok integer CHECK (rows_ok >= 0),
  rows_bad integer CHECK (rows_bad >= 0),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  applied_at timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, created_by) REFERENCES caire.users (organization_id, id));
CREATE UNIQUE INDEX imports_applied_once ON caire.imports (organization_id, kind, sha256) WHERE state = 'applied';
CREATE INDEX imports_created_by ON caire.imports (organization_id, created_by);

CREATE TABLE caire.import_rows (
  organization_id uuid NOT NULL,
  import_id uuid NOT NULL,
  row_no integer NOT NULL CHECK (row_no >= 0),
  ok boolean NOT NULL,
  problem_codes text[],
  raw_enc bytea,
  PRIMARY KEY (organization_id, import_id, row_no),
  FOREIGN KEY (organization_id, import_id) REFERENCES caire.imports (organization_id, id) ON DELETE CASCADE);

SELECT setup.wall(t::regclass), setup.planning(t::regclass) FROM unnest(ARRAY['caire.imports', 'caire.import_rows']) AS t;
REVOKE DELETE ON caire.imports FROM caire_app;
