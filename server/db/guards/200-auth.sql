-- Signing in is the product's own business: the tables of sessions, passwords, second factors, tokens and links are
-- open to `system` alone (020-grants.sql), so no statement made for a person can read or write one.

-- Users are deactivated, never deleted: the trail names them.
REVOKE DELETE ON users FROM system;

-- Whoever is no longer who they were: every instance forgets what it keeps of them, and ends their streams.
CREATE OR REPLACE FUNCTION announce_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'users' THEN
    PERFORM pg_notify('identity', NEW.id::text);
  ELSE
    PERFORM pg_notify('identity', OLD.user_id::text);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER announce_identity AFTER UPDATE OF role, is_active ON users FOR EACH ROW
  WHEN ((OLD.role, OLD.is_active) IS DISTINCT FROM (NEW.role, NEW.is_active)) EXECUTE FUNCTION announce_identity();
CREATE OR REPLACE TRIGGER announce_identity AFTER DELETE OR UPDATE OF token_hash, stage, expires_at ON sessions
  FOR EACH ROW EXECUTE FUNCTION announce_identity();
CREATE OR REPLACE TRIGGER announce_identity AFTER DELETE OR UPDATE OF scope, expires_at ON api_tokens
  FOR EACH ROW EXECUTE FUNCTION announce_identity();

-- One active Admin remains, in any race: those who end one wait for each other, then count.
CREATE OR REPLACE FUNCTION keep_an_admin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(727003);
  IF NOT EXISTS (SELECT FROM users WHERE role = 'Admin' AND is_active AND id <> OLD.id) THEN
    RAISE EXCEPTION 'the last active Admin stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'users_last_admin';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER keep_an_admin BEFORE UPDATE OF role, is_active ON users FOR EACH ROW
  WHEN (OLD.role = 'Admin' AND OLD.is_active AND NOT (NEW.role = 'Admin' AND coalesce(NEW.is_active, false)))
  EXECUTE FUNCTION keep_an_admin();
