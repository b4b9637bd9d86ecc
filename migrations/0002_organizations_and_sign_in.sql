-- Organisations with their data keys, users, sessions, counted sign-in attempts, and the doors used before a tenant is known.
SET LOCAL ROLE caire_owner;

CREATE TABLE caire.organizations (
  id uuid PRIMARY KEY,
  name varchar(255) NOT NULL CHECK (btrim(name) <> ''),
  trial_expiration_date date,
  status text NOT NULL DEFAULT 'trial' CHECK (status IN ('trial', 'active', 'suspended')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  kind text NOT NULL DEFAULT 'tenant' CHECK (kind IN ('tenant', 'platform')),
  timezone text NOT NULL DEFAULT 'Europe/Stockholm',
  is_demo boolean NOT NULL DEFAULT false,
  deletion_requested_at timestamptz,
  CONSTRAINT organizations_trial_ends CHECK (status <> 'trial' OR kind = 'platform' OR trial_expiration_date IS NOT NULL),
  CONSTRAINT organizations_platform_id CHECK ((kind = 'platform') = (id = '00000000-0000-7000-8000-000000000001')));
CREATE UNIQUE INDEX organizations_one_platform ON caire.organizations (kind) WHERE kind = 'platform';
SELECT setup.wall('caire.organizations');

CREATE TABLE caire.data_keys (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('field', 'blind_index')),
  version integer NOT NULL CHECK (version > 0),
  kek_id text NOT NULL,
  wrapped_key bytea,
  state text NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'DECRYPT_ONLY', 'DESTROYED')),
  created_at timestamptz NOT NULL DEFAULT now(),
  destroyed_at timestamptz,
  CONSTRAINT data_keys_destroyed_is_empty CHECK ((state = 'DESTROYED') = (wrapped_key IS NULL)),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT data_keys_version_key UNIQUE (organization_id, purpose, version));
CREATE UNIQUE INDEX data_keys_one_active ON caire.data_keys (organization_id, purpose) WHERE state = 'ACTIVE';
SELECT setup.wall('caire.data_keys');

CREATE TABLE caire.users (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  name varchar(255) NOT NULL,
  email varchar(255) NOT NULL CONSTRAINT users_email_is_lower CHECK (email = lower(email)),
  password_hash varchar(255) NOT NULL,
  role text NOT NULL CHECK (role IN ('super_admin', 'admin', 'scheduler', 'employee', 'client')),
  status text NOT NULL DEFAULT 'trial' CHECK (status IN ('active', 'trial', 'suspended', 'deactivated')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  employee_id uuid,
  client_id uuid,
  mfa_secret_enc bytea,
  session_epoch integer NOT NULL DEFAULT 1,
  password_changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT users_super_admins_on_platform CHECK ((role = 'super_admin') = (organization_id = '00000000-0000-7000-8000-000000000001')),
  CONSTRAINT users_employee_subject CHECK ((role = 'employee') = (employee_id IS NOT NULL)),
  CONSTRAINT users_client_subject CHECK ((role = 'client') = (client_id IS NOT NULL)));
CREATE UNIQUE INDEX users_email_key ON caire.users (email);  -- an address signs in to one organisation, as in the original
SELECT setup.wall('caire.users');

-- A new password, role or status ends every session of the user at once.
CREATE FUNCTION caire.bump_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.password_hash, NEW.role, NEW.status) IS DISTINCT FROM (OLD.password_hash, OLD.role, OLD.status) THEN
    NEW.session_epoch := OLD.session_epoch + 1;
  END IF;
  IF NEW.password_hash IS DISTINCT FROM OLD.password_hash THEN
    NEW.password_changed_at := now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bump_epoch BEFORE UPDATE ON caire.users FOR EACH ROW EXECUTE FUNCTION caire.bump_epoch();

CREATE TABLE caire.user_sessions (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_sha256 bytea NOT NULL CONSTRAINT user_sessions_token_length CHECK (length(token_sha256) = 32),
  session_epoch integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, user_id) REFERENCES caire.users (organization_id, id) ON DELETE CASCADE);
CREATE UNIQUE INDEX user_sessions_token_key ON caire.user_sessions (token_sha256);
CREATE INDEX user_sessions_user ON caire.user_sessions (organization_id, user_id);
SELECT setup.wall('caire.user_sessions');

-- Counted before anybody is known, so without an organisation: row security without a policy for any role that signs in.
CREATE TABLE caire.login_attempts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  email_hmac bytea NOT NULL,
  ip_hmac bytea NOT NULL,
  ok boolean NOT NULL);
CREATE INDEX login_attempts_email ON caire.login_attempts (email_hmac, at);
CREATE INDEX login_attempts_ip ON caire.login_attempts (ip_hmac, at);
ALTER TABLE caire.login_attempts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- Who may do what inside the wall.
GRANT SELECT, INSERT, UPDATE (name, timezone, status, trial_expiration_date) ON caire.organizations TO caire_app;
GRANT SELECT ON caire.organizations TO caire_field, caire_worker;
CREATE POLICY read_own ON caire.organizations FOR SELECT TO caire_app, caire_field, caire_worker USING (true);
CREATE POLICY platform_insert ON caire.organizations FOR INSERT TO caire_app
  WITH CHECK ((SELECT sec.app_role()) = 'super_admin');
CREATE POLICY platform_update ON caire.organizations FOR UPDATE TO caire_app
  USING ((SELECT sec.app_role()) = 'super_admin') WITH CHECK ((SELECT sec.app_role()) = 'super_admin');

GRANT SELECT, INSERT ON caire.data_keys TO caire_app;
GRANT SELECT ON caire.data_keys TO caire_field, caire_worker;
CREATE POLICY any_read ON caire.data_keys FOR SELECT TO caire_app, caire_field USING ((SELECT sec.app_role()) IS NOT NULL);
CREATE POLICY worker_read ON caire.data_keys FOR SELECT TO caire_worker USING (true);
CREATE POLICY admin_insert ON caire.data_keys FOR INSERT TO caire_app
  WITH CHECK ((SELECT sec.app_role()) IN ('admin', 'super_admin'));

-- password_hash and mfa_secret_enc are written but never read by the application: only the doors below see them.
GRANT SELECT (organization_id, id, name, email, role, status, created_at, updated_at, employee_id, client_id),
  INSERT, UPDATE (name, email, status, role, employee_id, client_id) ON caire.users TO caire_app;
GRANT SELECT (organization_id, id, name, role, status, employee_id, client_id) ON caire.users TO caire_field, caire_worker;
CREATE POLICY admin_all ON caire.users FOR ALL TO caire_app
  USING ((SELECT sec.app_role()) IN ('admin', 'super_admin')) WITH CHECK ((SELECT sec.app_role()) IN ('admin', 'super_admin'));
CREATE POLICY planner_read ON caire.users FOR SELECT TO caire_app USING ((SELECT sec.app_role()) = 'scheduler');
CREATE POLICY self_read ON caire.users FOR SELECT TO caire_app, caire_field USING (id = (SELECT sec.user_id()));
CREATE POLICY worker_read ON caire.users FOR SELECT TO caire_worker USING (true);

-- What the definer functions may touch, and nothing else.
GRANT SELECT ON caire.organizations TO caire_definer;
GRANT SELECT, UPDATE (password_hash) ON caire.users TO caire_definer;
GRANT SELECT, INSERT, UPDATE ON caire.user_sessions TO caire_definer;
GRANT SELECT, INSERT ON caire.login_attempts TO caire_definer;
CREATE POLICY definer_read ON caire.organizations FOR SELECT TO caire_definer USING (true);
CREATE POLICY definer_all ON caire.users FOR ALL TO caire_definer USING (true) WITH CHECK (true);
CREATE POLICY definer_all ON caire.user_sessions FOR ALL TO caire_definer USING (true) WITH CHECK (true);
CREATE POLICY definer_all ON caire.login_attempts FOR ALL TO caire_definer USING (true) WITH CHECK (true);

-- The doors: the only ways across the wall. search_path pinned, EXECUTE granted by name.
SET LOCAL ROLE caire_definer;
SET LOCAL row_security = on;  -- the bodies are checked as caire_definer, whose rows are chosen by its own policies
CREATE FUNCTION sec.login_lookup(p_email text)
  RETURNS TABLE (organization_id uuid, user_id uuid, password_hash text, role text, user_status text,
                 organization_status text, session_epoch integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.organization_id, u.id, u.password_hash::text, u.role, u.status, o.status, u.session_epoch
  FROM caire.users u JOIN caire.organizations o ON o.id = u.organization_id
  WHERE u.email = lower(p_email) $$;

-- Wrong tries of the last 15 minutes: of the account since it last succeeded, and of the address.
CREATE FUNCTION sec.login_failures(p_email_hmac bytea, p_ip_hmac bytea)
  RETURNS TABLE (per_account bigint, per_address bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT
    (SELECT count(*) FROM caire.login_attempts a
     WHERE a.email_hmac = p_email_hmac AND NOT a.ok AND a.at > greatest(now() - interval '15 min',
       (SELECT max(b.at) FROM caire.login_attempts b WHERE b.email_hmac = p_email_hmac AND b.ok))),
    (SELECT count(*) FROM caire.login_attempts a
     WHERE a.ip_hmac = p_ip_hmac AND NOT a.ok AND a.at > now() - interval '15 min') $$;

CREATE FUNCTION sec.note_attempt(p_email_hmac bytea, p_ip_hmac bytea, p_ok boolean) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO caire.login_attempts (at, email_hmac, ip_hmac, ok) VALUES (clock_timestamp(), p_email_hmac, p_ip_hmac, p_ok) $$;

-- True only if the epoch seen when the password was checked still holds.
CREATE FUNCTION sec.start_session(p_organization_id uuid, p_user_id uuid, p_id uuid, p_token_sha256 bytea, p_epoch integer, p_absolute_s integer)
  RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH made AS (
    INSERT INTO caire.user_sessions (organization_id, id, user_id, token_sha256, session_epoch, expires_at)
    SELECT u.organization_id, p_id, u.id, p_token_sha256, u.session_epoch, now() + make_interval(secs => p_absolute_s)
    FROM caire.users u
    WHERE u.organization_id = p_organization_id AND u.id = p_user_id AND u.session_epoch = p_epoch AND u.status IN ('active', 'trial')
    RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM made) $$;

-- Session, user and organisation in one question. An expired trial still opens, read-only. A ticking page does not touch.
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

CREATE FUNCTION sec.end_session(p_token_sha256 bytea) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE caire.user_sessions SET revoked_at = now() WHERE token_sha256 = p_token_sha256 AND revoked_at IS NULL $$;

-- A password is set by its user or by an administrator, inside the organisation of the context.
CREATE FUNCTION sec.set_password(p_user_id uuid, p_hash text) RETURNS boolean
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH changed AS (
    UPDATE caire.users SET password_hash = p_hash
    WHERE organization_id = sec.org_id() AND id = p_user_id
      AND (id = sec.user_id() OR sec.app_role() IN ('admin', 'super_admin'))
    RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM changed) $$;
GRANT EXECUTE ON FUNCTION sec.login_lookup(text), sec.login_failures(bytea, bytea), sec.note_attempt(bytea, bytea, boolean),
  sec.start_session(uuid, uuid, uuid, bytea, integer, integer), sec.resolve_session(bytea, boolean), sec.end_session(bytea)
  TO caire_app;
GRANT EXECUTE ON FUNCTION sec.set_password(uuid, text) TO caire_app, caire_field;
