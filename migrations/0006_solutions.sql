-- Schedule solutions with their finer state, the curve of a run, and daily metrics, by month.
SET LOCAL ROLE caire_owner;

-- run_date is the instant inside the UUID v7 id, so a plan is found by its id alone and in one partition.
-- input_data and output_solution hold pseudonymous ids only. Every update of a run names its attempt (fencing).
CREATE TABLE caire.schedule_solutions (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  run_date timestamptz NOT NULL,
  input_data jsonb NOT NULL,
  output_solution jsonb,
  score jsonb,
  status text NOT NULL DEFAULT 'RUNNING' CHECK (status IN ('RUNNING', 'COMPLETED', 'FAILED')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  name varchar(255) NOT NULL DEFAULT '',
  kind text NOT NULL CHECK (kind IN ('manual', 'imported', 'optimised', 'published', 'performed')),
  first_day date NOT NULL,
  last_day date NOT NULL,
  parent_run_date timestamptz,
  parent_id uuid,
  state text NOT NULL CHECK (state IN ('queued', 'preparing', 'solving', 'stopping', 'stopped', 'completed', 'failed')),
  engine varchar(40),
  profile varchar(60),
  weights jsonb,
  seed bigint,
  threads integer CHECK (threads BETWEEN 1 AND 64),
  seconds_limit integer CHECK (seconds_limit > 0),
  iterations_limit bigint CHECK (iterations_limit > 0),
  asked_by uuid,
  job_id bigint,
  attempt integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  heartbeat_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  stop_requested_at timestamptz,
  figures jsonb,
  failure_code varchar(20),
  failure_cause jsonb,
  input_sha256 bytea,
  archived_uri text,
  CONSTRAINT schedule_solutions_period CHECK (last_day >= first_day),
  CONSTRAINT schedule_solutions_completed_is_whole CHECK (status <> 'COMPLETED' OR (output_solution IS NOT NULL AND score IS NOT NULL)),
  CONSTRAINT schedule_solutions_failed_says_why CHECK ((status = 'FAILED') = (failure_code IS NOT NULL)),
  CONSTRAINT schedule_solutions_state_matches CHECK (status = CASE
    WHEN state IN ('completed', 'stopped') THEN 'COMPLETED' WHEN state = 'failed' THEN 'FAILED' ELSE 'RUNNING' END),
  CONSTRAINT schedule_solutions_parent_whole CHECK (num_nulls(parent_run_date, parent_id) IN (0, 2)),
  PRIMARY KEY (organization_id, run_date, id),
  FOREIGN KEY (organization_id, asked_by) REFERENCES caire.users (organization_id, id)) PARTITION BY RANGE (run_date);
CREATE INDEX schedule_solutions_period_idx ON caire.schedule_solutions (organization_id, first_day);
CREATE INDEX schedule_solutions_asked_by ON caire.schedule_solutions (organization_id, asked_by) WHERE asked_by IS NOT NULL;
CREATE INDEX schedule_solutions_running ON caire.schedule_solutions (organization_id, heartbeat_at) WHERE status = 'RUNNING';

CREATE TABLE caire.solution_progress (
  organization_id uuid NOT NULL,
  run_date timestamptz NOT NULL,
  solution_id uuid NOT NULL,
  attempt integer NOT NULL,
  seq integer NOT NULL,
  elapsed_s double precision NOT NULL,
  iterations bigint NOT NULL,
  hard bigint NOT NULL,
  medium bigint NOT NULL,
  soft bigint NOT NULL,
  unassigned integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, run_date, solution_id, attempt, seq),
  FOREIGN KEY (organization_id, run_date, solution_id) REFERENCES caire.schedule_solutions (organization_id, run_date, id) ON DELETE CASCADE)
  PARTITION BY RANGE (run_date);

CREATE TABLE caire.schedule_metrics (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  schedule_date date NOT NULL,
  metric_type varchar(255) NOT NULL,
  value numeric(10, 2) NOT NULL,
  constraint_impacts jsonb,
  solution_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, schedule_date, id),
  CONSTRAINT schedule_metrics_key UNIQUE NULLS NOT DISTINCT (organization_id, schedule_date, metric_type, solution_id)) PARTITION BY RANGE (schedule_date);

SELECT setup.wall(t::regclass), setup.planning(t::regclass)
FROM unnest(ARRAY['caire.schedule_solutions', 'caire.solution_progress', 'caire.schedule_metrics']) AS t;
REVOKE DELETE ON caire.schedule_solutions, caire.solution_progress FROM caire_app;
