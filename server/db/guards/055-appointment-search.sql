-- Words of appointments, as 050-search.sql has them for tasks.
GRANT SELECT ON appointment_search TO sdr, coach, admin;
CREATE POLICY staff ON appointment_search FOR SELECT TO sdr, coach, admin USING (true);

CREATE OR REPLACE FUNCTION search_appointment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM appointment_search WHERE appointment_id = NEW.id;
  DELETE FROM restricted_search WHERE entity_type = 'appointment' AND entity_id = NEW.id;
  IF EXISTS (SELECT FROM record_restrictions WHERE (entity_type, entity_id) IN (('lead', NEW.lead_id), ('contact', NEW.contact_id))) THEN
    INSERT INTO restricted_search VALUES ('appointment', NEW.id, ' ' || normalised(NEW.title));
  ELSE
    INSERT INTO appointment_search VALUES (NEW.id, ' ' || normalised(NEW.title));
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER search_insert AFTER INSERT ON appointments FOR EACH ROW EXECUTE FUNCTION search_appointment();
CREATE OR REPLACE TRIGGER search_update AFTER UPDATE OF title, lead_id, contact_id ON appointments FOR EACH ROW
  WHEN ((OLD.title, OLD.lead_id, OLD.contact_id) IS DISTINCT FROM (NEW.title, NEW.lead_id, NEW.contact_id))
  EXECUTE FUNCTION search_appointment();
CREATE OR REPLACE TRIGGER search_delete AFTER DELETE ON appointments FOR EACH ROW EXECUTE FUNCTION forget_words('appointment');

-- An appointment of a restricted record is restricted with it.
CREATE OR REPLACE FUNCTION move_appointment_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r record_restrictions := coalesce(NEW, OLD); its integer[];
BEGIN
  its := ARRAY(SELECT id FROM appointments WHERE CASE r.entity_type WHEN 'lead' THEN lead_id ELSE contact_id END = r.entity_id);
  IF TG_OP = 'INSERT' THEN
    INSERT INTO restricted_search SELECT 'appointment', appointment_id, words FROM appointment_search WHERE appointment_id = ANY (its)
      ON CONFLICT (entity_type, entity_id) DO NOTHING;
    DELETE FROM appointment_search WHERE appointment_id = ANY (its);
  ELSE
    -- What another restriction covers still stays apart.
    its := ARRAY(SELECT a.id FROM appointments a WHERE a.id = ANY (its) AND NOT EXISTS (SELECT FROM record_restrictions o
      WHERE (o.entity_type, o.entity_id) IN (('lead', a.lead_id), ('contact', a.contact_id))));
    INSERT INTO appointment_search SELECT entity_id, words FROM restricted_search WHERE entity_type = 'appointment' AND entity_id = ANY (its)
      ON CONFLICT (appointment_id) DO NOTHING;
    DELETE FROM restricted_search WHERE entity_type = 'appointment' AND entity_id = ANY (its);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER move_appointment_words AFTER INSERT OR DELETE ON record_restrictions
  FOR EACH ROW EXECUTE FUNCTION move_appointment_words();
