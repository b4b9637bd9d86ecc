-- Re-planning: a run may begin from a plan, change only part of it, and be a proposal that never becomes the plan by itself.
SET LOCAL ROLE caire_owner;

-- may_change is set on runs that begin from their parent and are measured against it; occasion says what happened, ids only.
ALTER TABLE caire.schedule_solutions
  ADD COLUMN may_change text CHECK (may_change IN ('everything', 'keep-carers', 'only-unplanned')),
  ADD COLUMN frozen_until timestamptz,
  ADD COLUMN occasion jsonb,
  ADD CONSTRAINT schedule_solutions_change_has_parent CHECK (may_change IS NULL OR parent_id IS NOT NULL),
  ADD CONSTRAINT schedule_solutions_frozen_is_change CHECK (frozen_until IS NULL OR may_change IS NOT NULL),
  ADD CONSTRAINT schedule_solutions_occasion_is_proposal CHECK (occasion IS NULL OR kind = 'proposal'),
  DROP CONSTRAINT schedule_solutions_kind_check,
  ADD CONSTRAINT schedule_solutions_kind_check
    CHECK (kind IN ('manual', 'imported', 'optimised', 'proposal', 'published', 'performed'));
GRANT SELECT (may_change, frozen_until, occasion) ON caire.schedule_solutions TO caire_keeper;

-- down
SET LOCAL ROLE caire_owner;
-- A proposal is told as what it was made by: a run.
ALTER TABLE caire.schedule_solutions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.schedule_solutions DROP COLUMN may_change, DROP COLUMN frozen_until, DROP COLUMN occasion;
UPDATE caire.schedule_solutions SET kind = 'optimised' WHERE kind = 'proposal';
ALTER TABLE caire.schedule_solutions FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.schedule_solutions DROP CONSTRAINT schedule_solutions_kind_check,
  ADD CONSTRAINT schedule_solutions_kind_check
    CHECK (kind IN ('manual', 'imported', 'optimised', 'published', 'performed'));
