-- Conversion moves what belongs to the lead to its contact, also what its actor could not touch one by one.
CREATE OR REPLACE FUNCTION follow_conversion() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE tasks SET contact_id = NEW.contact_id WHERE lead_id = NEW.lead_id AND contact_id IS DISTINCT FROM NEW.contact_id;
  UPDATE appointments SET contact_id = NEW.contact_id WHERE lead_id = NEW.lead_id AND contact_id IS DISTINCT FROM NEW.contact_id;
  INSERT INTO record_restrictions SELECT 'contact', NEW.contact_id, reason, restricted_by_id FROM record_restrictions
    WHERE entity_type = 'lead' AND entity_id = NEW.lead_id ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER follow_conversion AFTER INSERT ON lead_conversions FOR EACH ROW EXECUTE FUNCTION follow_conversion();
