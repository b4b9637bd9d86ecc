-- Who has been led through the planner's work; what carers report is counted anew; how long wishes are kept.
SET LOCAL ROLE caire_owner;

-- A row says that a user has finished the tour or skipped it; whoever wants it again takes the row away.
CREATE TABLE caire.guided_tours (
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, user_id),
  FOREIGN KEY (organization_id, user_id) REFERENCES caire.users (organization_id, id) ON DELETE CASCADE);
-- Those who have worked here already know their way: nobody leads them by the hand.
ALTER TABLE caire.users NO FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.user_sessions NO FORCE ROW LEVEL SECURITY;
INSERT INTO caire.guided_tours (organization_id, user_id)
SELECT u.organization_id, u.id FROM caire.users u
WHERE u.role IN ('admin', 'scheduler') AND EXISTS (
  SELECT 1 FROM caire.user_sessions s WHERE s.organization_id = u.organization_id AND s.user_id = u.id);
ALTER TABLE caire.users FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.user_sessions FORCE ROW LEVEL SECURITY;
SELECT setup.wall('caire.guided_tours'), setup.keep('caire.guided_tours'), setup.audit('caire.guided_tours');
GRANT SELECT, INSERT, DELETE ON caire.guided_tours TO caire_app;
CREATE POLICY self_all ON caire.guided_tours FOR ALL TO caire_app
  USING (user_id = (SELECT sec.user_id())) WITH CHECK (user_id = (SELECT sec.user_id()));

-- Wishes are kept for a time, as everything else that is said once.
ALTER TABLE caire.retention_settings DROP CONSTRAINT retention_settings_subject_check,
  ADD CONSTRAINT retention_settings_subject_check CHECK (subject IN
    ('visits', 'shifts', 'plans', 'imports', 'sessions', 'invitations', 'exchanges', 'wishes'));

SET LOCAL ROLE caire_definer;
-- A carer's report has the figures of that day counted anew in a while: one job for however many reports come until then.
-- It stands behind what is wanted at once (priority), or it would hold the organisation's other days up while it waits.
-- A job that waits is held until this transaction ends, so that it cannot count without what is being reported. One that
-- is counting already may have missed it, and is followed by another. Not the queue's own queueing_lock: a job whose
-- worker has died could not be put back beside the one that follows it.
CREATE FUNCTION sec.recount_day(p_day date) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = queue, pg_catalog, pg_temp AS $$
DECLARE
  spell text := format('figures %s', sec.org_id());
  ordinal integer := p_day - date '0001-01-01' + 1;
  ids jsonb := jsonb_build_object('organization_id', sec.org_id(), 'first_day', ordinal, 'last_day', ordinal);
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(format('%s %s', spell, p_day), 0));
  PERFORM 1 FROM queue.procrastinate_jobs
  WHERE status = 'todo' AND priority = -1 AND lock = spell AND args = ids FOR KEY SHARE;
  IF NOT FOUND THEN
    PERFORM sec.enqueue('count_figures', ids, 'chores', spell, NULL, -1, now() + interval '30 minutes');
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION sec.recount_day(date) TO caire_field;

-- down
SET LOCAL ROLE caire_definer;
DROP FUNCTION sec.recount_day(date);
SET LOCAL ROLE caire_owner;
ALTER TABLE caire.retention_settings NO FORCE ROW LEVEL SECURITY;
DELETE FROM caire.retention_settings WHERE subject = 'wishes';
ALTER TABLE caire.retention_settings FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.retention_settings DROP CONSTRAINT retention_settings_subject_check,
  ADD CONSTRAINT retention_settings_subject_check CHECK (subject IN
    ('visits', 'shifts', 'plans', 'imports', 'sessions', 'invitations', 'exchanges'));
DROP TABLE caire.guided_tours;
