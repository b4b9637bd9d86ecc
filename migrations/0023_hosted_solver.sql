-- Runs that another system solves: which connection, which dataset there, what it said; calls to others on record.
SET LOCAL ROLE caire_owner;

-- settings: {"profile": …, "signature_header": …, "stamp_header": …}, whatever a provider needs beside address and secret.
-- failures and rests_until are the circuit breaker, shared by every process. Plain http is for hosts the operator names.
ALTER TABLE caire.integration_credentials DROP CONSTRAINT integration_credentials_https,
  ADD CONSTRAINT integration_credentials_web CHECK (base_url ~ '^https?://'),
  ADD COLUMN settings jsonb NOT NULL DEFAULT '{}' CONSTRAINT integration_credentials_settings CHECK (jsonb_typeof(settings) = 'object'),
  ADD COLUMN hook_secret_enc bytea,
  ADD COLUMN failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  ADD COLUMN rests_until timestamptz,
  ADD COLUMN answered_at timestamptz;
GRANT SELECT (settings, failures, rests_until, answered_at), UPDATE (settings, hook_secret_enc, failures, rests_until, answered_at)
  ON caire.integration_credentials TO caire_app;
GRANT UPDATE (failures, rests_until, answered_at) ON caire.integration_credentials TO caire_worker;
CREATE POLICY worker_marks ON caire.integration_credentials FOR UPDATE TO caire_worker USING (true) WITH CHECK (true);
GRANT SELECT (settings, hook_secret_enc, failures, rests_until, answered_at) ON caire.integration_credentials TO caire_keeper;

-- One row per run that is solved elsewhere. intended_at stands before a submit leaves, dataset_id after it arrived: between
-- the two nobody submits again without having looked. sent_input holds ids of places, never positions.
CREATE TABLE caire.hosted_runs (
  organization_id uuid NOT NULL,
  run_date timestamptz NOT NULL,
  solution_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  intended_at timestamptz,
  dataset_id varchar(200),
  submitted_at timestamptz,
  status varchar(60),
  their_score varchar(120),
  told jsonb,
  called_at timestamptz,
  sent_input jsonb,
  received_output jsonb,
  score_analysis jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT hosted_runs_submitted_is_whole CHECK (num_nulls(dataset_id, submitted_at) IN (0, 2)),
  PRIMARY KEY (organization_id, run_date, solution_id),
  FOREIGN KEY (organization_id, run_date, solution_id) REFERENCES caire.schedule_solutions (organization_id, run_date, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, connection_id) REFERENCES caire.integration_credentials (organization_id, id)) PARTITION BY RANGE (run_date);
CREATE INDEX hosted_runs_connection ON caire.hosted_runs (organization_id, connection_id);
CREATE INDEX hosted_runs_dataset ON caire.hosted_runs (organization_id, dataset_id) WHERE dataset_id IS NOT NULL;
SELECT setup.wall('caire.hosted_runs'), setup.planning('caire.hosted_runs');
REVOKE UPDATE, DELETE ON caire.hosted_runs FROM caire_app;
-- Whether a month is empty is asked across organisations.
CREATE POLICY definer_reads ON caire.hosted_runs FOR SELECT TO caire_definer USING (true);
GRANT SELECT ON caire.hosted_runs TO caire_definer;
SELECT setup.month('caire.hosted_runs', to_date(right(c.relname, 7), 'YYYY_MM'))
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'caire.schedule_solutions'::regclass;

-- A call to another system is an act of its own; what is large and kept elsewhere stays out of the audit.
SET LOCAL ROLE caire_audit;
ALTER TABLE audit.log DROP CONSTRAINT log_action, ADD CONSTRAINT log_action CHECK (action IN
  ('INSERT', 'UPDATE', 'DELETE', 'READ', 'EXPORT', 'ERASE', 'SHRED', 'KEYS', 'ARCHIVE', 'RESTORE', 'UNDO', 'CALL'));
CREATE OR REPLACE FUNCTION audit.is_noise(col text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT col IN ('updated_at', 'row_version', 'last_seen_at', 'last_used_at', 'heartbeat_at', 'input_data', 'output_solution',
                 'sent_input', 'received_output', 'score_analysis', 'told', 'their_score', 'answered_at') $$;
SET LOCAL ROLE caire_owner;
SELECT setup.audit('caire.hosted_runs');
SELECT setup.keep('caire.hosted_runs');

-- down
SET LOCAL ROLE caire_audit;
CREATE OR REPLACE FUNCTION audit.is_noise(col text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT col IN ('updated_at', 'row_version', 'last_seen_at', 'last_used_at', 'heartbeat_at', 'input_data', 'output_solution') $$;
-- The audit is only added to: calls that stand in it stay, from now on none is added.
ALTER TABLE audit.log DROP CONSTRAINT log_action, ADD CONSTRAINT log_action CHECK (action IN
  ('INSERT', 'UPDATE', 'DELETE', 'READ', 'EXPORT', 'ERASE', 'SHRED', 'KEYS', 'ARCHIVE', 'RESTORE', 'UNDO')) NOT VALID;
SET LOCAL ROLE caire_owner;
DROP TABLE caire.hosted_runs;
DROP POLICY worker_marks ON caire.integration_credentials;
REVOKE UPDATE (failures, rests_until, answered_at) ON caire.integration_credentials FROM caire_worker;
ALTER TABLE caire.integration_credentials NO FORCE ROW LEVEL SECURITY;
UPDATE caire.integration_credentials SET base_url = NULL WHERE base_url !~ '^https://';
ALTER TABLE caire.integration_credentials FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.integration_credentials DROP CONSTRAINT integration_credentials_web,
  DROP COLUMN settings, DROP COLUMN hook_secret_enc, DROP COLUMN failures, DROP COLUMN rests_until, DROP COLUMN answered_at,
  ADD CONSTRAINT integration_credentials_https CHECK (base_url ~ '^https://');
