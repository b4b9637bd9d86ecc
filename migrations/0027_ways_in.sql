-- Everybody in safely: a second step with recovery codes, links for new passwords, sessions one recognises, mail on its way.
SET LOCAL ROLE caire_owner;

-- Where a session comes from, as coarse as one knows oneself by: browser and system, and the network without its last part.
ALTER TABLE caire.user_sessions ADD COLUMN device varchar(60), ADD COLUMN network_ref varchar(43);
GRANT SELECT (organization_id, id, user_id, session_epoch, created_at, last_seen_at, expires_at, revoked_at, device, network_ref),
  UPDATE (revoked_at) ON caire.user_sessions TO caire_app;
GRANT SELECT (device, network_ref) ON caire.user_sessions TO caire_keeper;
CREATE POLICY self_all ON caire.user_sessions FOR ALL TO caire_app
  USING (user_id = (SELECT sec.user_id())) WITH CHECK (user_id = (SELECT sec.user_id()));
CREATE POLICY admin_all ON caire.user_sessions FOR ALL TO caire_app
  USING ((SELECT sec.app_role()) IN ('admin', 'super_admin')) WITH CHECK ((SELECT sec.app_role()) IN ('admin', 'super_admin'));

-- Secrets of a second step stand in a table of their own; whom a user stands for matters as much as the role.
ALTER TABLE caire.users DROP COLUMN mfa_secret_enc;
GRANT SELECT (session_epoch, password_changed_at) ON caire.users TO caire_app;
GRANT SELECT (email) ON caire.users TO caire_worker;  -- who sends a link must know where to
CREATE OR REPLACE FUNCTION caire.bump_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.password_hash, NEW.role, NEW.status, NEW.employee_id, NEW.client_id)
     IS DISTINCT FROM (OLD.password_hash, OLD.role, OLD.status, OLD.employee_id, OLD.client_id) THEN
    NEW.session_epoch := OLD.session_epoch + 1;
  END IF;
  IF NEW.password_hash IS DISTINCT FROM OLD.password_hash THEN
    NEW.password_changed_at := now();
  END IF;
  RETURN NEW;
END $$;

-- The secret is opened by its user alone, through sec.own_second_step; spent_step keeps one code from serving twice.
CREATE TABLE caire.second_steps (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  secret_enc bytea NOT NULL,
  key_version integer NOT NULL,
  confirmed_at timestamptz,
  spent_step bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT second_steps_one_each UNIQUE (organization_id, user_id),
  FOREIGN KEY (organization_id, user_id) REFERENCES caire.users (organization_id, id) ON DELETE CASCADE);
GRANT SELECT (organization_id, id, user_id, key_version, confirmed_at, spent_step, created_at), INSERT,
  UPDATE (confirmed_at, spent_step), DELETE ON caire.second_steps TO caire_app;

CREATE TABLE caire.recovery_codes (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_sha256 bytea NOT NULL CONSTRAINT recovery_codes_token_length CHECK (length(token_sha256) = 32),
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT recovery_codes_token_key UNIQUE (organization_id, user_id, token_sha256),
  FOREIGN KEY (organization_id, user_id) REFERENCES caire.users (organization_id, id) ON DELETE CASCADE);
GRANT SELECT (organization_id, id, user_id, used_at, created_at), INSERT, DELETE ON caire.recovery_codes TO caire_app;

-- A new password is asked for (no token yet) or may be set by a link. Closed: used, or another link took its place.
CREATE TABLE caire.password_resets (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  asked_by uuid NOT NULL,
  token_sha256 bytea CONSTRAINT password_resets_token_length CHECK (length(token_sha256) = 32),
  expires_at timestamptz NOT NULL,
  closed_at timestamptz,
  mailed_at timestamptz,
  mail_outcome varchar(40),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT password_resets_lasts CHECK (expires_at > created_at AND expires_at <= created_at + interval '8 days'),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, user_id) REFERENCES caire.users (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, asked_by) REFERENCES caire.users (organization_id, id) ON DELETE CASCADE);
CREATE UNIQUE INDEX password_resets_token_key ON caire.password_resets (token_sha256) WHERE token_sha256 IS NOT NULL;
CREATE INDEX password_resets_user ON caire.password_resets (organization_id, user_id);
CREATE INDEX password_resets_asked_by ON caire.password_resets (organization_id, asked_by);
GRANT SELECT (organization_id, id, user_id, asked_by, expires_at, closed_at, mailed_at, mail_outcome, created_at), INSERT,
  UPDATE (closed_at) ON caire.password_resets TO caire_app;
GRANT SELECT (organization_id, id, user_id, expires_at, closed_at, mailed_at, mail_outcome, created_at),
  UPDATE (token_sha256, expires_at, mailed_at, mail_outcome) ON caire.password_resets TO caire_worker;

-- What an organisation asks of those who sign in; without a row the defaults hold.
CREATE TABLE caire.sign_in_settings (
  organization_id uuid PRIMARY KEY REFERENCES caire.organizations (id),
  admins_need_second_step boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now());
GRANT SELECT, INSERT, UPDATE (admins_need_second_step) ON caire.sign_in_settings TO caire_app;

SELECT setup.wall(t::regclass), setup.keep(t::regclass), setup.audit(t::regclass) FROM unnest(ARRAY[
  'caire.second_steps', 'caire.recovery_codes', 'caire.password_resets', 'caire.sign_in_settings']) AS t;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['second_steps', 'recovery_codes', 'password_resets'] LOOP
    EXECUTE format('CREATE POLICY self_all ON caire.%I FOR ALL TO caire_app '
      'USING (user_id = (SELECT sec.user_id())) WITH CHECK (user_id = (SELECT sec.user_id()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['second_steps', 'recovery_codes'] LOOP  -- an administrator sees that there is one, and takes it away
    EXECUTE format('CREATE POLICY admin_read ON caire.%I FOR SELECT TO caire_app '
      'USING ((SELECT sec.app_role()) IN (''admin'', ''super_admin''))', t);
    EXECUTE format('CREATE POLICY admin_drop ON caire.%I FOR DELETE TO caire_app '
      'USING ((SELECT sec.app_role()) IN (''admin'', ''super_admin''))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['password_resets', 'sign_in_settings'] LOOP
    EXECUTE format('CREATE POLICY admin_all ON caire.%I FOR ALL TO caire_app '
      'USING ((SELECT sec.app_role()) IN (''admin'', ''super_admin'')) '
      'WITH CHECK ((SELECT sec.app_role()) IN (''admin'', ''super_admin''))', t);
  END LOOP;
END $$;

-- A worker draws the token of a link as it sends it, so that no queue and no log ever holds one.
ALTER TABLE caire.invitations ADD COLUMN mailed_at timestamptz, ADD COLUMN mail_outcome varchar(40);
GRANT SELECT (mailed_at, mail_outcome) ON caire.invitations TO caire_app, caire_keeper;
GRANT SELECT (organization_id, id, email_enc, key_version, role, expires_at, accepted_at, revoked_at, mailed_at, mail_outcome),
  UPDATE (token_sha256, mailed_at, mail_outcome) ON caire.invitations TO caire_worker;
CREATE POLICY worker_read ON caire.invitations FOR SELECT TO caire_worker USING (true);
CREATE POLICY worker_mails ON caire.invitations FOR UPDATE TO caire_worker USING (true) WITH CHECK (true);
CREATE POLICY worker_read ON caire.password_resets FOR SELECT TO caire_worker USING (true);
CREATE POLICY worker_mails ON caire.password_resets FOR UPDATE TO caire_worker USING (true) WITH CHECK (true);

-- What is done with somebody's account, and why, is an act of its own.
SET LOCAL ROLE caire_audit;
ALTER TABLE audit.log DROP CONSTRAINT log_action, ADD CONSTRAINT log_action CHECK (action IN
  ('INSERT', 'UPDATE', 'DELETE', 'READ', 'EXPORT', 'ERASE', 'SHRED', 'KEYS', 'ARCHIVE', 'RESTORE', 'UNDO', 'CALL', 'ACCOUNT'));

SET LOCAL ROLE caire_owner;
GRANT UPDATE (session_epoch) ON caire.users TO caire_definer;
GRANT SELECT ON caire.second_steps, caire.recovery_codes, caire.password_resets, caire.sign_in_settings TO caire_definer;
GRANT UPDATE (used_at) ON caire.recovery_codes TO caire_definer;
CREATE POLICY definer_read ON caire.second_steps FOR SELECT TO caire_definer USING (true);
CREATE POLICY definer_all ON caire.recovery_codes FOR ALL TO caire_definer USING (true) WITH CHECK (true);
CREATE POLICY definer_read ON caire.password_resets FOR SELECT TO caire_definer USING (true);
CREATE POLICY definer_read ON caire.sign_in_settings FOR SELECT TO caire_definer USING (true);

SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;
DROP FUNCTION sec.login_lookup(text);
CREATE FUNCTION sec.login_lookup(p_email text)
  RETURNS TABLE (organization_id uuid, user_id uuid, password_hash text, role text, user_status text,
                 organization_status text, session_epoch integer, has_second_step boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.organization_id, u.id, u.password_hash::text, u.role, u.status, o.status, u.session_epoch,
    EXISTS (SELECT 1 FROM caire.second_steps s
            WHERE s.organization_id = u.organization_id AND s.user_id = u.id AND s.confirmed_at IS NOT NULL)
  FROM caire.users u JOIN caire.organizations o ON o.id = u.organization_id
  WHERE u.email = lower(p_email) $$;

DROP FUNCTION sec.start_session(uuid, uuid, uuid, bytea, integer, integer);
CREATE FUNCTION sec.start_session(p_organization_id uuid, p_user_id uuid, p_id uuid, p_token_sha256 bytea, p_epoch integer,
                                  p_absolute_s integer, p_device text, p_network text)
  RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH made AS (
    INSERT INTO caire.user_sessions (organization_id, id, user_id, token_sha256, session_epoch, expires_at, device, network_ref)
    SELECT u.organization_id, p_id, u.id, p_token_sha256, u.session_epoch, now() + make_interval(secs => p_absolute_s),
      p_device, p_network
    FROM caire.users u
    WHERE u.organization_id = p_organization_id AND u.id = p_user_id AND u.session_epoch = p_epoch AND u.status IN ('active', 'trial')
    RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM made) $$;

-- As before, with the session's own id, and whether the organisation asks for a second step that is not there yet.
DROP FUNCTION sec.resolve_session(bytea, boolean);
CREATE FUNCTION sec.resolve_session(p_token_sha256 bytea, p_touch boolean)
  RETURNS TABLE (organization_id uuid, organization_name text, user_id uuid, user_name text, role text, subject_id uuid,
                 read_only boolean, is_demo boolean, timezone text, session_id uuid, owes_second_step boolean)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH open AS (
    SELECT s.id AS session_id, s.last_seen_at, u.organization_id, o.name AS organization_name, u.id AS user_id, u.name AS user_name,
      u.role, COALESCE(u.employee_id, u.client_id) AS subject_id, o.is_demo, o.timezone,
      o.status = 'trial' AND o.kind = 'tenant' AND o.trial_expiration_date < (now() AT TIME ZONE o.timezone)::date AS read_only,
      u.role IN ('admin', 'super_admin')
        AND EXISTS (SELECT 1 FROM caire.sign_in_settings w WHERE w.organization_id = o.id AND w.admins_need_second_step)
        AND NOT EXISTS (SELECT 1 FROM caire.second_steps t WHERE t.organization_id = u.organization_id AND t.user_id = u.id
                          AND t.confirmed_at IS NOT NULL) AS owes_second_step
    FROM caire.user_sessions s
    JOIN caire.users u ON u.organization_id = s.organization_id AND u.id = s.user_id
    JOIN caire.organizations o ON o.id = s.organization_id
    WHERE s.token_sha256 = p_token_sha256 AND s.revoked_at IS NULL AND s.expires_at > now()
      AND s.last_seen_at > now() - interval '30 min' AND u.session_epoch = s.session_epoch
      AND u.status IN ('active', 'trial') AND o.status IN ('active', 'trial')),
  touched AS (
    UPDATE caire.user_sessions x SET last_seen_at = now() FROM open
    WHERE p_touch AND x.organization_id = open.organization_id AND x.id = open.session_id
      AND open.last_seen_at < now() - interval '30 s')
  SELECT open.organization_id, organization_name, user_id, user_name, open.role, subject_id, read_only, is_demo, timezone,
    open.session_id, owes_second_step FROM open $$;

-- Every session of a user ends, and tickets not yet traded open nothing: by the user or an administrator.
CREATE FUNCTION sec.end_sessions(p_user_id uuid) RETURNS boolean
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH bumped AS (
    UPDATE caire.users u SET session_epoch = u.session_epoch + 1
    WHERE u.organization_id = sec.org_id() AND u.id = p_user_id
      AND (u.id = sec.user_id() OR sec.app_role() IN ('admin', 'super_admin'))
    RETURNING u.organization_id, u.id),
  ended AS (
    UPDATE caire.user_sessions s SET revoked_at = now() FROM bumped b
    WHERE s.organization_id = b.organization_id AND s.user_id = b.id AND s.revoked_at IS NULL)
  SELECT EXISTS (SELECT 1 FROM bumped) $$;

-- The sealed secret of the user of the context, nobody else's.
CREATE FUNCTION sec.own_second_step() RETURNS TABLE (id uuid, secret_enc bytea, confirmed_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id, s.secret_enc, s.confirmed_at FROM caire.second_steps s
  WHERE s.organization_id = sec.org_id() AND s.user_id = sec.user_id() $$;

-- True once for each code.
CREATE FUNCTION sec.spend_recovery_code(p_token_sha256 bytea) RETURNS boolean
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH spent AS (
    UPDATE caire.recovery_codes c SET used_at = now()
    WHERE c.organization_id = sec.org_id() AND c.user_id = sec.user_id() AND c.token_sha256 = p_token_sha256 AND c.used_at IS NULL
    RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM spent) $$;

-- Whose new password a link may set, asked before a tenant is known; the caller weighs the token itself.
CREATE FUNCTION sec.reset_lookup(p_token_sha256 bytea)
  RETURNS TABLE (organization_id uuid, reset_id uuid, user_id uuid, role text, token_sha256 bytea, has_second_step boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.organization_id, r.id, r.user_id, u.role, r.token_sha256,
    EXISTS (SELECT 1 FROM caire.second_steps s
            WHERE s.organization_id = u.organization_id AND s.user_id = u.id AND s.confirmed_at IS NOT NULL)
  FROM caire.password_resets r
  JOIN caire.users u ON u.organization_id = r.organization_id AND u.id = r.user_id
  JOIN caire.organizations o ON o.id = r.organization_id
  WHERE r.token_sha256 = p_token_sha256 AND r.closed_at IS NULL AND r.expires_at > now()
    AND u.status IN ('active', 'trial') AND o.status IN ('active', 'trial') $$;
DROP FUNCTION sec.invitation_lookup(bytea);
CREATE FUNCTION sec.invitation_lookup(p_token_sha256 bytea)
  RETURNS TABLE (organization_id uuid, invitation_id uuid, role text, token_sha256 bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.organization_id, i.id, i.role, i.token_sha256
  FROM caire.invitations i JOIN caire.organizations o ON o.id = i.organization_id
  WHERE i.token_sha256 = p_token_sha256 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
    AND o.status IN ('active', 'trial') $$;
GRANT EXECUTE ON FUNCTION sec.login_lookup(text), sec.start_session(uuid, uuid, uuid, bytea, integer, integer, text, text),
  sec.resolve_session(bytea, boolean), sec.end_sessions(uuid), sec.own_second_step(), sec.spend_recovery_code(bytea),
  sec.reset_lookup(bytea), sec.invitation_lookup(bytea) TO caire_app;

-- down
SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;
DROP FUNCTION sec.login_lookup(text);
DROP FUNCTION sec.start_session(uuid, uuid, uuid, bytea, integer, integer, text, text);
DROP FUNCTION sec.resolve_session(bytea, boolean);
DROP FUNCTION sec.end_sessions(uuid);
DROP FUNCTION sec.own_second_step();
DROP FUNCTION sec.spend_recovery_code(bytea);
DROP FUNCTION sec.reset_lookup(bytea);
DROP FUNCTION sec.invitation_lookup(bytea);
CREATE FUNCTION sec.login_lookup(p_email text)
  RETURNS TABLE (organization_id uuid, user_id uuid, password_hash text, role text, user_status text,
                 organization_status text, session_epoch integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.organization_id, u.id, u.password_hash::text, u.role, u.status, o.status, u.session_epoch
  FROM caire.users u JOIN caire.organizations o ON o.id = u.organization_id
  WHERE u.email = lower(p_email) $$;
CREATE FUNCTION sec.start_session(p_organization_id uuid, p_user_id uuid, p_id uuid, p_token_sha256 bytea, p_epoch integer, p_absolute_s integer)
  RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH made AS (
    INSERT INTO caire.user_sessions (organization_id, id, user_id, token_sha256, session_epoch, expires_at)
    SELECT u.organization_id, p_id, u.id, p_token_sha256, u.session_epoch, now() + make_interval(secs => p_absolute_s)
    FROM caire.users u
    WHERE u.organization_id = p_organization_id AND u.id = p_user_id AND u.session_epoch = p_epoch AND u.status IN ('active', 'trial')
    RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM made) $$;
CREATE FUNCTION sec.resolve_session(p_token_sha256 bytea, p_touch boolean)
  RETURNS TABLE (organization_id uuid, organization_name text, user_id uuid, user_name text, role text, subject_id uuid,
                 read_only boolean, is_demo boolean, timezone text)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH open AS (
    SELECT s.id AS session_id, s.last_seen_at, u.organization_id, o.name AS organization_name, u.id AS user_id, u.name AS user_name,
      u.role, COALESCE(u.employee_id, u.client_id) AS subject_id, o.is_demo, o.timezone,
      o.status = 'trial' AND o.kind = 'tenant' AND o.trial_expiration_date < (now() AT TIME ZONE o.timezone)::date AS read_only
    FROM caire.user_sessions s
    JOIN caire.users u ON u.organization_id = s.organization_id AND u.id = s.user_id
    JOIN caire.organizations o ON o.id = s.organization_id
    WHERE s.token_sha256 = p_token_sha256 AND s.revoked_at IS NULL AND s.expires_at > now()
      AND s.last_seen_at > now() - interval '30 min' AND u.session_epoch = s.session_epoch
      AND u.status IN ('active', 'trial') AND o.status IN ('active', 'trial')),
  touched AS (
    UPDATE caire.user_sessions x SET last_seen_at = now() FROM open
    WHERE p_touch AND x.organization_id = open.organization_id AND x.id = open.session_id
      AND open.last_seen_at < now() - interval '30 s')
  SELECT open.organization_id, organization_name, user_id, user_name, open.role, subject_id, read_only, is_demo, timezone FROM open $$;
CREATE FUNCTION sec.invitation_lookup(p_token_sha256 bytea)
  RETURNS TABLE (organization_id uuid, invitation_id uuid, role text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.organization_id, i.id, i.role
  FROM caire.invitations i JOIN caire.organizations o ON o.id = i.organization_id
  WHERE i.token_sha256 = p_token_sha256 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
    AND o.status IN ('active', 'trial') $$;
GRANT EXECUTE ON FUNCTION sec.login_lookup(text), sec.start_session(uuid, uuid, uuid, bytea, integer, integer),
  sec.resolve_session(bytea, boolean), sec.invitation_lookup(bytea) TO caire_app;
SET LOCAL ROLE caire_audit;
ALTER TABLE audit.log DROP CONSTRAINT log_action, ADD CONSTRAINT log_action CHECK (action IN
  ('INSERT', 'UPDATE', 'DELETE', 'READ', 'EXPORT', 'ERASE', 'SHRED', 'KEYS', 'ARCHIVE', 'RESTORE', 'UNDO', 'CALL')) NOT VALID;
SET LOCAL ROLE caire_owner;
DROP TABLE caire.sign_in_settings, caire.password_resets, caire.recovery_codes, caire.second_steps;
DROP POLICY worker_read ON caire.invitations;
DROP POLICY worker_mails ON caire.invitations;
REVOKE ALL ON caire.invitations FROM caire_worker;
ALTER TABLE caire.invitations DROP COLUMN mailed_at, DROP COLUMN mail_outcome;
CREATE OR REPLACE FUNCTION caire.bump_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.password_hash, NEW.role, NEW.status) IS DISTINCT FROM (OLD.password_hash, OLD.role, OLD.status) THEN
    NEW.session_epoch := OLD.session_epoch + 1;
  END IF;
  IF NEW.password_hash IS DISTINCT FROM OLD.password_hash THEN
    NEW.password_changed_at := now();
  END IF;
  RETURN NEW;
END $$;
REVOKE UPDATE (session_epoch) ON caire.users FROM caire_definer;
REVOKE SELECT (session_epoch, password_changed_at) ON caire.users FROM caire_app;
REVOKE SELECT (email) ON caire.users FROM caire_worker;
ALTER TABLE caire.users ADD COLUMN mfa_secret_enc bytea;
GRANT SELECT (mfa_secret_enc) ON caire.users TO caire_keeper;
DROP POLICY self_all ON caire.user_sessions;
DROP POLICY admin_all ON caire.user_sessions;
REVOKE ALL ON caire.user_sessions FROM caire_app;
ALTER TABLE caire.user_sessions DROP COLUMN device, DROP COLUMN network_ref;
