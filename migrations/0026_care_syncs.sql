-- Exchanges with a care system: what was pulled and pushed when, what came of it, and what could not be taken or sent.
SET LOCAL ROLE caire_owner;

-- One row per exchange. counts: {"new": 3, "kept": 1, …}, whole numbers only. cause says why it failed, by language.
CREATE TABLE caire.care_syncs (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('pull', 'push')),
  reason text NOT NULL CHECK (reason IN ('manual', 'schedule')),
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
  due_at timestamptz NOT NULL DEFAULT now(),
  asked_by uuid,
  plan_id uuid,
  first_day date,
  last_day date,
  started_at timestamptz,
  finished_at timestamptz,
  counts jsonb NOT NULL DEFAULT '{}' CONSTRAINT care_syncs_counts_shape CHECK (jsonb_typeof(counts) = 'object'
    AND NOT jsonb_path_exists(counts, '$.* ? (@.type() != "number")')),
  failure_code varchar(40),
  failure_cause jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT care_syncs_is_whole CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL)
    AND (state = 'failed') = (failure_code IS NOT NULL)),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, connection_id) REFERENCES caire.integration_credentials (organization_id, id),
  FOREIGN KEY (organization_id, asked_by) REFERENCES caire.users (organization_id, id));
CREATE INDEX care_syncs_connection ON caire.care_syncs (organization_id, connection_id);
CREATE INDEX care_syncs_asked_by ON caire.care_syncs (organization_id, asked_by) WHERE asked_by IS NOT NULL;
-- Of those that come by themselves one waits at a time, however many workers there are.
CREATE UNIQUE INDEX care_syncs_one_waits ON caire.care_syncs (organization_id, connection_id)
  WHERE state = 'queued' AND reason = 'schedule';

-- What could not be taken in or sent: a row of theirs (by its number there and ids that are pseudonyms), or a day of ours.
CREATE TABLE caire.care_dead_letters (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  sync_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('task', 'row', 'day')),
  ref varchar(100) NOT NULL,
  day date,
  code varchar(40) NOT NULL,
  cause jsonb NOT NULL,
  tries integer NOT NULL DEFAULT 1 CHECK (tries > 0),
  settled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, sync_id) REFERENCES caire.care_syncs (organization_id, id) ON DELETE CASCADE);
CREATE INDEX care_dead_letters_sync ON caire.care_dead_letters (organization_id, sync_id);
CREATE UNIQUE INDEX care_dead_letters_one_open ON caire.care_dead_letters (organization_id, kind, ref) WHERE settled_at IS NULL;

SELECT setup.wall(t::regclass), setup.planning(t::regclass), setup.keep(t::regclass), setup.audit(t::regclass)
FROM unnest(ARRAY['caire.care_syncs', 'caire.care_dead_letters']) AS t;

-- down
SET LOCAL ROLE caire_owner;
DROP TABLE caire.care_dead_letters, caire.care_syncs;
