-- Trials and the platform's staff: what was done to an organisation and why, how much it is used without a word of its
-- care data, what fails anywhere, and support access that a session of the staff enters by itself.
SET LOCAL ROLE caire_owner;

-- What happened to an organisation as a whole: begun by somebody who wants to try, or done by the platform's staff.
CREATE TABLE caire.organization_acts (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  act text NOT NULL CHECK (act IN ('started', 'created', 'demo_asked', 'extended', 'converted', 'ended', 'suspended',
    'reactivated', 'erasure_announced', 'erasure_withdrawn')),
  reason varchar(500),
  until date,
  by_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id));
SELECT setup.wall('caire.organization_acts'), setup.keep('caire.organization_acts'), setup.audit('caire.organization_acts');
GRANT SELECT, INSERT ON caire.organization_acts TO caire_app;
CREATE POLICY planners_read ON caire.organization_acts FOR SELECT TO caire_app
  USING ((SELECT sec.app_role()) IN ('admin', 'scheduler', 'super_admin'));
CREATE POLICY staff_note ON caire.organization_acts FOR INSERT TO caire_app
  WITH CHECK ((SELECT sec.app_role()) = 'super_admin' AND by_id = (SELECT sec.user_id()));
CREATE POLICY planners_ask ON caire.organization_acts FOR INSERT TO caire_app
  WITH CHECK ((SELECT sec.app_role()) IN ('admin', 'scheduler') AND act = 'demo_asked' AND by_id = (SELECT sec.user_id()));

-- What the staff opens for himself lasts a working day at most; what an organisation asks for may last a week.
ALTER TABLE caire.support_access ADD CONSTRAINT support_access_of_staff_is_short
  CHECK (staff_id IS NULL OR expires_at <= created_at + interval '8 hours') NOT VALID;

-- Why a job was given back to the queue: the kind of fault, never its words.
CREATE TABLE queue.job_faults (
  job_id bigint PRIMARY KEY REFERENCES queue.procrastinate_jobs (id) ON DELETE CASCADE,
  fault varchar(80) NOT NULL,
  at timestamptz NOT NULL DEFAULT now());
GRANT SELECT, INSERT, UPDATE ON queue.job_faults TO caire_queue;

-- Numbers are counted by caire_definer, who sees of these tables no more than what is counted.
GRANT SELECT (organization_id, id, state) ON caire.imports TO caire_definer;
CREATE POLICY definer_counts ON caire.imports FOR SELECT TO caire_definer USING (true);
GRANT SELECT (organization_id, bytes) ON caire.archives TO caire_definer;
CREATE POLICY definer_counts ON caire.archives FOR SELECT TO caire_definer USING (true);
GRANT SELECT (organization_id, id, state, failure_code, finished_at) ON caire.care_syncs TO caire_definer;
CREATE POLICY definer_counts ON caire.care_syncs FOR SELECT TO caire_definer USING (true);
GRANT SELECT (organization_id, id, state, outcome, tried_at) ON caire.webhook_deliveries TO caire_definer;
CREATE POLICY definer_counts ON caire.webhook_deliveries FOR SELECT TO caire_definer USING (true);
GRANT SELECT (organization_id, act) ON caire.organization_acts TO caire_definer;
CREATE POLICY definer_counts ON caire.organization_acts FOR SELECT TO caire_definer USING (true);

SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;

-- How often trials were asked for from an address in a day and a night; counted as attempts to sign in are.
CREATE FUNCTION sec.trial_starts(p_ip_hmac bytea) RETURNS bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) FROM caire.login_attempts a WHERE a.ip_hmac = p_ip_hmac AND a.at > now() - interval '24 hours' $$;
GRANT EXECUTE ON FUNCTION sec.trial_starts(bytea) TO caire_app;

-- The organisation a session of the platform's staff looks into: the newest opening of its own that is open now.
CREATE FUNCTION sec.support_of(p_token_sha256 bytea)
  RETURNS TABLE (organization_id uuid, organization_name text, timezone text, opening_id uuid, expires_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.id, o.name::text, o.timezone, a.id, a.expires_at
  FROM caire.user_sessions s
  JOIN caire.users u ON u.organization_id = s.organization_id AND u.id = s.user_id AND u.role = 'super_admin'
  JOIN caire.support_access a ON a.staff_id = u.id AND a.closed_at IS NULL AND a.expires_at > now()
  JOIN caire.organizations o ON o.id = a.organization_id AND o.erased_at IS NULL
  WHERE s.token_sha256 = p_token_sha256
  ORDER BY a.id DESC LIMIT 1 $$;
GRANT EXECUTE ON FUNCTION sec.support_of(bytea) TO caire_app;

-- Whether the caller is one of the platform's staff, at work in the platform's own organisation.
CREATE FUNCTION sec.is_staff() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT sec.app_role() = 'super_admin' AND sec.org_id() = '00000000-0000-7000-8000-000000000001'
    AND EXISTS (SELECT 1 FROM caire.users u WHERE u.organization_id = sec.org_id() AND u.id = sec.user_id()
      AND u.role = 'super_admin' AND u.status = 'active') $$;

-- Organisations by name, the newest first; whoever is not staff sees none.
CREATE FUNCTION sec.organization_list(p_words text, p_status text, p_most integer)
  RETURNS TABLE (id uuid, name text, status text, trial_expiration_date date, timezone text, is_demo boolean,
                 created_at timestamptz, deletion_requested_at timestamptz, erased_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.id, o.name::text, o.status, o.trial_expiration_date, o.timezone, o.is_demo, o.created_at,
    o.deletion_requested_at, o.erased_at
  FROM caire.organizations o
  WHERE (SELECT sec.is_staff()) AND o.kind = 'tenant'
    AND (p_words = '' OR position(lower(p_words) IN lower(o.name)) > 0) AND (p_status IS NULL OR o.status = p_status)
  ORDER BY o.created_at DESC, o.id LIMIT least(p_most, 1000) $$;
GRANT EXECUTE ON FUNCTION sec.organization_list(text, text, integer) TO caire_app;

-- How much organisations are used, in numbers: nothing of whom care is given to or by whom.
CREATE FUNCTION sec.organization_use(p_ids uuid[])
  RETURNS TABLE (organization_id uuid, users bigint, visits bigint, solves bigint, bytes bigint, last_seen_at timestamptz,
                 days_active bigint, has_data boolean, has_solved boolean, has_published boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.id,
    (SELECT count(*) FROM caire.users u WHERE u.organization_id = o.id AND u.status IN ('active', 'trial')),
    (SELECT count(*) FROM caire.visits v WHERE v.organization_id = o.id
      AND v.visit_date BETWEEN current_date - 14 AND current_date + 15),
    p.solves, p.bytes + coalesce((SELECT sum(a.bytes) FROM caire.archives a WHERE a.organization_id = o.id), 0)::bigint,
    s.last_seen_at, s.days_active,
    EXISTS (SELECT 1 FROM caire.imports i WHERE i.organization_id = o.id AND i.state = 'applied')
      OR EXISTS (SELECT 1 FROM caire.organization_acts a WHERE a.organization_id = o.id AND a.act = 'demo_asked'),
    p.has_solved, p.has_published
  FROM caire.organizations o
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE r.engine IS NOT NULL) AS solves,
      coalesce(sum(pg_column_size(r.input_data) + coalesce(pg_column_size(r.output_solution), 0)), 0)::bigint AS bytes,
      coalesce(bool_or(r.engine IS NOT NULL AND r.status = 'COMPLETED'), false) AS has_solved,
      coalesce(bool_or(r.kind = 'published'), false) AS has_published
    FROM caire.schedule_solutions r WHERE r.organization_id = o.id) p
  CROSS JOIN LATERAL (
    SELECT max(x.last_seen_at) AS last_seen_at, count(DISTINCT (x.created_at AT TIME ZONE o.timezone)::date) AS days_active
    FROM caire.user_sessions x WHERE x.organization_id = o.id) s
  WHERE (SELECT sec.is_staff()) AND o.kind = 'tenant' AND o.id = ANY (p_ids[1:200]) $$;
GRANT EXECUTE ON FUNCTION sec.organization_use(uuid[]) TO caire_app;

-- What came to nothing since a moment, anywhere: runs, exchanges with care systems, calls; by code, without words.
CREATE FUNCTION sec.failures_since(p_since timestamptz, p_most integer)
  RETURNS TABLE (organization_id uuid, kind text, code text, at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.organization_id, f.kind, f.code, f.at FROM (
    SELECT r.organization_id, 'solve' AS kind, r.failure_code::text AS code, r.finished_at AS at FROM caire.schedule_solutions r
    WHERE r.status = 'FAILED' AND r.finished_at >= p_since AND r.run_date >= p_since - interval '1 day'
    UNION ALL
    SELECT c.organization_id, 'exchange', c.failure_code::text, c.finished_at FROM caire.care_syncs c
    WHERE c.state = 'failed' AND c.finished_at >= p_since
    UNION ALL
    SELECT w.organization_id, 'call', w.outcome::text, w.tried_at FROM caire.webhook_deliveries w
    WHERE w.state = 'dead' AND w.tried_at >= p_since) f
  WHERE (SELECT sec.is_staff()) ORDER BY f.at DESC LIMIT least(p_most, 1000) $$;
GRANT EXECUTE ON FUNCTION sec.failures_since(timestamptz, integer) TO caire_app;

-- How many organisations have entries of the audit that no seal covers, and since when the oldest waits.
CREATE FUNCTION sec.sealing_lag() RETURNS TABLE (waiting bigint, oldest timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*), min(first_at.at) FROM sec.unsealed() AS open (id)
  LEFT JOIN LATERAL (
    SELECT s.lineage, s.txid_to, s.last_at FROM audit.seal s WHERE s.organization_id = open.id ORDER BY s.n DESC LIMIT 1) s ON true
  LEFT JOIN LATERAL (
    SELECT l.at FROM audit.log l WHERE l.organization_id = open.id AND l.at >= coalesce(s.last_at - interval '1 day', '-infinity')
      AND (s.lineage IS NULL OR l.lineage <> s.lineage OR l.txid >= s.txid_to)
    ORDER BY l.at LIMIT 1) first_at ON true
  WHERE (SELECT sec.is_staff()) $$;
GRANT EXECUTE ON FUNCTION sec.sealing_lag() TO caire_app;

-- down
SET LOCAL ROLE caire_definer;
DROP FUNCTION sec.sealing_lag();
DROP FUNCTION sec.failures_since(timestamptz, integer);
DROP FUNCTION sec.organization_use(uuid[]);
DROP FUNCTION sec.organization_list(text, text, integer);
DROP FUNCTION sec.is_staff();
DROP FUNCTION sec.support_of(bytea);
DROP FUNCTION sec.trial_starts(bytea);
SET LOCAL ROLE caire_owner;
DROP POLICY definer_counts ON caire.webhook_deliveries;
REVOKE SELECT (organization_id, id, state, outcome, tried_at) ON caire.webhook_deliveries FROM caire_definer;
DROP POLICY definer_counts ON caire.care_syncs;
REVOKE SELECT (organization_id, id, state, failure_code, finished_at) ON caire.care_syncs FROM caire_definer;
DROP POLICY definer_counts ON caire.archives;
REVOKE SELECT (organization_id, bytes) ON caire.archives FROM caire_definer;
DROP POLICY definer_counts ON caire.imports;
REVOKE SELECT (organization_id, id, state) ON caire.imports FROM caire_definer;
DROP TABLE queue.job_faults;
ALTER TABLE caire.support_access DROP CONSTRAINT support_access_of_staff_is_short;
DROP TABLE caire.organization_acts;
