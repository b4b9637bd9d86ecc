-- Visits that a planner changed one by one, so that laying out their need again leaves them as they are.
SET LOCAL ROLE caire_owner;

ALTER TABLE caire.visits ADD COLUMN is_by_hand boolean NOT NULL DEFAULT false;

-- down
SET LOCAL ROLE caire_owner;
ALTER TABLE caire.visits DROP COLUMN is_by_hand;
