-- Machines at the door: scopes for figures, names and webhooks, and calls counted where every process sees them.
SET LOCAL ROLE caire_owner;

-- tokens and refilled_at are a bucket: full (NULL) at first, rate_per_min at most, refilled by the second. A call costs one
-- token. The audit of this table looks at revoked_at, replaced_by and expires_at only, so that counting costs no entry.
ALTER TABLE caire.api_keys DROP CONSTRAINT api_keys_scopes,
  ADD CONSTRAINT api_keys_scopes CHECK (cardinality(scopes) >= 1 AND scopes <@ ARRAY[
    'visits.read', 'clients.read', 'employees.read', 'shifts.read', 'plans.read', 'figures.read', 'names.read',
    'imports.write', 'solves.run', 'webhooks.manage']),
  ADD COLUMN tokens double precision CONSTRAINT api_keys_tokens CHECK (tokens >= 0),
  ADD COLUMN refilled_at timestamptz;
GRANT UPDATE (tokens, refilled_at, last_used_at) ON caire.api_keys TO caire_definer;
CREATE POLICY definer_counts ON caire.api_keys FOR UPDATE TO caire_definer USING (true) WITH CHECK (true);

SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;
-- Takes a token for one call of an open key: who made the key, and how long to wait (0: the call may go on).
-- That it was used is written at most once a minute. No row: the key has been closed.
CREATE FUNCTION sec.spend_api_call(p_organization_id uuid, p_api_key_id uuid) RETURNS TABLE (made_by uuid, wait_s double precision)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  k caire.api_keys;
  filled double precision;
BEGIN
  SELECT * INTO k FROM caire.api_keys a
  WHERE a.organization_id = p_organization_id AND a.id = p_api_key_id AND a.revoked_at IS NULL AND a.expires_at > now() FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  filled := least(k.rate_per_min, coalesce(k.tokens
    + k.rate_per_min / 60.0 * greatest(0, extract(epoch FROM clock_timestamp() - k.refilled_at)), k.rate_per_min));
  UPDATE caire.api_keys a
  SET tokens = CASE WHEN filled >= 1 THEN filled - 1 ELSE filled END, refilled_at = clock_timestamp(),
    last_used_at = CASE WHEN k.last_used_at > now() - interval '1 min' THEN k.last_used_at ELSE now() END
  WHERE a.organization_id = p_organization_id AND a.id = p_api_key_id;
  RETURN QUERY SELECT k.created_by, CASE WHEN filled >= 1 THEN 0 ELSE (1 - filled) * 60.0 / k.rate_per_min END;
END $$;
GRANT EXECUTE ON FUNCTION sec.spend_api_call(uuid, uuid) TO caire_app;

SET LOCAL ROLE caire_owner;
-- Whom we call when something has happened. The secret that signs the calls is sealed and opened by workers only.
CREATE TABLE caire.webhooks (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  url varchar(500) NOT NULL CONSTRAINT webhooks_web CHECK (url ~ '^https?://'),
  events text[] NOT NULL CONSTRAINT webhooks_events CHECK (cardinality(events) >= 1 AND events <@ ARRAY[
    'run.finished', 'plan.published', 'import.applied']),
  secret_enc bytea NOT NULL,
  key_version integer NOT NULL,
  created_by uuid NOT NULL,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, created_by) REFERENCES caire.users (organization_id, id));
CREATE INDEX webhooks_created_by ON caire.webhooks (organization_id, created_by);
SELECT setup.wall('caire.webhooks'), setup.keep('caire.webhooks'), setup.audit('caire.webhooks');
CREATE POLICY planner_all ON caire.webhooks FOR ALL TO caire_app
  USING ((SELECT sec.app_role()) IN ('admin', 'scheduler')) WITH CHECK ((SELECT sec.app_role()) IN ('admin', 'scheduler'));
SELECT setup.support('caire.webhooks');
CREATE POLICY worker_read ON caire.webhooks FOR SELECT TO caire_worker USING (true);
GRANT SELECT (organization_id, id, url, events, key_version, created_by, revoked_at, created_at), INSERT, UPDATE (revoked_at)
  ON caire.webhooks TO caire_app;
GRANT SELECT ON caire.webhooks TO caire_worker;

-- One row per call that is due or was made; only what happened to which row, never what was in it.
CREATE TABLE caire.webhook_deliveries (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  event text NOT NULL CHECK (event IN ('run.finished', 'plan.published', 'import.applied')),
  subject_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'dead')),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  outcome varchar(60),
  tried_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, webhook_id) REFERENCES caire.webhooks (organization_id, id));
CREATE INDEX webhook_deliveries_webhook ON caire.webhook_deliveries (organization_id, webhook_id, id);
SELECT setup.wall('caire.webhook_deliveries'), setup.planning('caire.webhook_deliveries'), setup.keep('caire.webhook_deliveries');
REVOKE UPDATE, DELETE ON caire.webhook_deliveries FROM caire_app;

-- down
SET LOCAL ROLE caire_owner;
DROP TABLE caire.webhook_deliveries, caire.webhooks;
SET LOCAL ROLE caire_definer;
DROP FUNCTION sec.spend_api_call(uuid, uuid);
SET LOCAL ROLE caire_owner;
DROP POLICY definer_counts ON caire.api_keys;
REVOKE UPDATE (tokens, refilled_at, last_used_at) ON caire.api_keys FROM caire_definer;
-- Scopes the older version does not know are taken away; a key left without any is closed.
ALTER TABLE caire.api_keys NO FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.api_keys DROP CONSTRAINT api_keys_scopes;
UPDATE caire.api_keys SET scopes = array_remove(array_remove(array_remove(scopes, 'figures.read'), 'names.read'), 'webhooks.manage')
WHERE scopes && ARRAY['figures.read', 'names.read', 'webhooks.manage'];
UPDATE caire.api_keys SET scopes = ARRAY['visits.read'], revoked_at = coalesce(revoked_at, now()) WHERE cardinality(scopes) = 0;
ALTER TABLE caire.api_keys FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.api_keys ADD CONSTRAINT api_keys_scopes CHECK (cardinality(scopes) >= 1 AND scopes <@ ARRAY[
    'visits.read', 'clients.read', 'employees.read', 'shifts.read', 'plans.read', 'imports.write', 'solves.run']),
  DROP COLUMN tokens, DROP COLUMN refilled_at;
