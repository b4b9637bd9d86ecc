-- Visits that are gone from the care system: which came from it, which it tells of no more, and the question whether to believe it.
SET LOCAL ROLE caire_owner;

-- A row says that the care system has told of the visit. Other visits may bear a number of another system as well (a file,
-- a machine at the door), and that no care system tells of those says nothing. gone_at: the visit was called off for it.
CREATE TABLE caire.care_tasks (
  organization_id uuid NOT NULL,
  visit_date date NOT NULL,
  visit_id uuid NOT NULL,
  care_group varchar(60) NOT NULL DEFAULT '',
  gone_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, visit_date, visit_id),
  FOREIGN KEY (organization_id, visit_date, visit_id) REFERENCES caire.visits (organization_id, visit_date, id)
    ON UPDATE CASCADE ON DELETE CASCADE);
SELECT setup.wall('caire.care_tasks'), setup.planning('caire.care_tasks'), setup.keep('caire.care_tasks'),
  setup.audit('caire.care_tasks');

-- What is gone waits too: one that is held here, or all of them while nobody has said that so many can be.
ALTER TABLE caire.care_dead_letters DROP CONSTRAINT care_dead_letters_kind_check,
  ADD CONSTRAINT care_dead_letters_kind_check CHECK (kind IN ('task', 'row', 'day', 'gone'));

-- That visits were called off, and why, beside what changed of each.
SET LOCAL ROLE caire_audit;
DO $$
DECLARE
  held text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'audit.log'::regclass AND conname = 'log_action');
BEGIN
  EXECUTE 'ALTER TABLE audit.log DROP CONSTRAINT log_action, ADD CONSTRAINT log_action '
    || replace(held, '''CALL''::text', '''CALL''::text, ''CANCEL''::text');
END $$;

-- down
SET LOCAL ROLE caire_audit;
DO $$
DECLARE
  held text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'audit.log'::regclass AND conname = 'log_action');
BEGIN
  EXECUTE 'ALTER TABLE audit.log DROP CONSTRAINT log_action, ADD CONSTRAINT log_action '
    || replace(replace(held, ', ''CANCEL''::text', ''), ' NOT VALID', '') || ' NOT VALID';
END $$;
SET LOCAL ROLE caire_owner;
DROP TABLE caire.care_tasks;
ALTER TABLE caire.care_dead_letters NO FORCE ROW LEVEL SECURITY;
DELETE FROM caire.care_dead_letters WHERE kind = 'gone';
ALTER TABLE caire.care_dead_letters FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.care_dead_letters DROP CONSTRAINT care_dead_letters_kind_check,
  ADD CONSTRAINT care_dead_letters_kind_check CHECK (kind IN ('task', 'row', 'day'));
