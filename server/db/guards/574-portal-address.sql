-- A sign-in belongs to an address: links, sessions and a password that came by way of one address are no good for another. Whoever
-- had the old one by a slip of the pen would else be in the record of somebody they do not know.
CREATE OR REPLACE FUNCTION portal_address_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE letter integer;
BEGIN
  -- A merge that is undone puts everything back as it was.
  IF current_setting('app.parting', true) = 'on' THEN RETURN NEW; END IF;
  DELETE FROM portal_links WHERE lead_id = NEW.id;
  DELETE FROM portal_sessions WHERE lead_id = NEW.id;
  -- A merge may bring a password together with the address that it belongs to.
  IF NEW.password_hash IS NOT DISTINCT FROM OLD.password_hash THEN NEW.password_hash := NULL; END IF;
  -- Nobody has to be sent for: the new address gets a link to choose a password.
  IF NEW.portal_access THEN
    INSERT INTO portal_mail_requests (kind, email, created_at) VALUES ('activation', NEW.email, now()) RETURNING id INTO letter;
    PERFORM enqueue_job('portal.letter', jsonb_build_object('requestId', letter), 0);
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION portal_address_changed() FROM PUBLIC;
CREATE OR REPLACE TRIGGER portal_address BEFORE UPDATE OF email ON leads FOR EACH ROW
  WHEN (lower(OLD.email) IS DISTINCT FROM lower(NEW.email)) EXECUTE FUNCTION portal_address_changed();

-- Who signs in with the address on their patient record goes on with it when staff correct it there.
CREATE OR REPLACE FUNCTION portal_address_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('app.parting', true) = 'on' THEN RETURN NULL; END IF;
  UPDATE leads l SET email = NEW.email FROM lead_conversions c
    WHERE c.contact_id = NEW.id AND l.id = c.lead_id AND l.portal_access AND lower(l.email) = lower(OLD.email);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION portal_address_follows() FROM PUBLIC;
CREATE OR REPLACE TRIGGER portal_address AFTER UPDATE OF email ON contacts FOR EACH ROW
  WHEN (lower(OLD.email) IS DISTINCT FROM lower(NEW.email)) EXECUTE FUNCTION portal_address_follows();
