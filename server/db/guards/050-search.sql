CREATE OR REPLACE FUNCTION search_lead() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM record_restrictions WHERE entity_type = 'lead' AND entity_id = NEW.id) THEN
    INSERT INTO restricted_search VALUES ('lead', NEW.id, person_words(NEW.first_name, NEW.last_name, NEW.email, NEW.phone))
      ON CONFLICT (entity_type, entity_id) DO UPDATE SET words = excluded.words;
  ELSE
    INSERT INTO lead_search VALUES (NEW.id, person_words(NEW.first_name, NEW.last_name, NEW.email, NEW.phone))
      ON CONFLICT (lead_id) DO UPDATE SET words = excluded.words;
  END IF;
  RETURN NULL;
END $$;
-- Inserts come by the statement, so that an import of a million rows is one set.
CREATE OR REPLACE FUNCTION search_new_leads() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO lead_search SELECT id, person_words(first_name, last_name, email, phone) FROM added
    ON CONFLICT (lead_id) DO UPDATE SET words = excluded.words;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER search_insert AFTER INSERT ON leads REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_new_leads();
CREATE OR REPLACE TRIGGER search_update AFTER UPDATE OF first_name, last_name, email, phone ON leads FOR EACH ROW
  WHEN ((OLD.first_name, OLD.last_name, OLD.email, OLD.phone) IS DISTINCT FROM (NEW.first_name, NEW.last_name, NEW.email, NEW.phone))
  EXECUTE FUNCTION search_lead();

CREATE OR REPLACE FUNCTION search_contact() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM record_restrictions WHERE entity_type = 'contact' AND entity_id = NEW.id) THEN
    INSERT INTO restricted_search VALUES ('contact', NEW.id, person_words(NEW.first_name, NEW.last_name, NEW.email, NEW.phone))
      ON CONFLICT (entity_type, entity_id) DO UPDATE SET words = excluded.words;
  ELSE
    INSERT INTO contact_search VALUES (NEW.id, person_words(NEW.first_name, NEW.last_name, NEW.email, NEW.phone))
      ON CONFLICT (contact_id) DO UPDATE SET words = excluded.words;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION search_new_contacts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO contact_search SELECT id, person_words(first_name, last_name, email, phone) FROM added
    ON CONFLICT (contact_id) DO UPDATE SET words = excluded.words;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER search_insert AFTER INSERT ON contacts REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_new_contacts();
CREATE OR REPLACE TRIGGER search_update AFTER UPDATE OF first_name, last_name, email, phone ON contacts FOR EACH ROW
  WHEN ((OLD.first_name, OLD.last_name, OLD.email, OLD.phone) IS DISTINCT FROM (NEW.first_name, NEW.last_name, NEW.email, NEW.phone))
  EXECUTE FUNCTION search_contact();

-- A task of a restricted record is restricted with it.
CREATE OR REPLACE FUNCTION search_task() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM task_search WHERE task_id = NEW.id;
  DELETE FROM restricted_search WHERE entity_type = 'task' AND entity_id = NEW.id;
  IF EXISTS (SELECT FROM record_restrictions WHERE (entity_type, entity_id) IN (('lead', NEW.lead_id), ('contact', NEW.contact_id))) THEN
    INSERT INTO restricted_search VALUES ('task', NEW.id, ' ' || normalised(NEW.title));
  ELSE
    INSERT INTO task_search VALUES (NEW.id, ' ' || normalised(NEW.title));
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER search_insert AFTER INSERT ON tasks FOR EACH ROW EXECUTE FUNCTION search_task();
CREATE OR REPLACE TRIGGER search_update AFTER UPDATE OF title, lead_id, contact_id ON tasks FOR EACH ROW
  WHEN ((OLD.title, OLD.lead_id, OLD.contact_id) IS DISTINCT FROM (NEW.title, NEW.lead_id, NEW.contact_id))
  EXECUTE FUNCTION search_task();

CREATE OR REPLACE FUNCTION forget_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE format('DELETE FROM %I_search WHERE %I_id = $1', TG_ARGV[0], TG_ARGV[0]) USING OLD.id;
  DELETE FROM restricted_search WHERE entity_type = TG_ARGV[0] AND entity_id = OLD.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER search_delete AFTER DELETE ON leads FOR EACH ROW EXECUTE FUNCTION forget_words('lead');
CREATE OR REPLACE TRIGGER search_delete AFTER DELETE ON contacts FOR EACH ROW EXECUTE FUNCTION forget_words('contact');
CREATE OR REPLACE TRIGGER search_delete AFTER DELETE ON tasks FOR EACH ROW EXECUTE FUNCTION forget_words('task');

-- Restricting a record moves its words, and those of its tasks, out of the open tables; lifting it moves them back.
CREATE OR REPLACE FUNCTION move_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r record_restrictions := coalesce(NEW, OLD);
BEGIN
  IF r.entity_type = 'lead' THEN
    DELETE FROM lead_search WHERE lead_id = r.entity_id;
    DELETE FROM restricted_search WHERE entity_type = 'lead' AND entity_id = r.entity_id;
    IF TG_OP = 'INSERT' THEN
      INSERT INTO restricted_search SELECT 'lead', id, person_words(first_name, last_name, email, phone) FROM leads WHERE id = r.entity_id;
    ELSE
      INSERT INTO lead_search SELECT id, person_words(first_name, last_name, email, phone) FROM leads WHERE id = r.entity_id;
    END IF;
  ELSE
    DELETE FROM contact_search WHERE contact_id = r.entity_id;
    DELETE FROM restricted_search WHERE entity_type = 'contact' AND entity_id = r.entity_id;
    IF TG_OP = 'INSERT' THEN
      INSERT INTO restricted_search SELECT 'contact', id, person_words(first_name, last_name, email, phone) FROM contacts WHERE id = r.entity_id;
    ELSE
      INSERT INTO contact_search SELECT id, person_words(first_name, last_name, email, phone) FROM contacts WHERE id = r.entity_id;
    END IF;
  END IF;
  WITH its AS (SELECT id, ' ' || normalised(title) AS words FROM tasks
      WHERE CASE r.entity_type WHEN 'lead' THEN lead_id ELSE contact_id END = r.entity_id),
    gone AS (DELETE FROM task_search USING its WHERE task_id = its.id AND TG_OP = 'INSERT')
  INSERT INTO restricted_search SELECT 'task', id, words FROM its WHERE TG_OP = 'INSERT'
    ON CONFLICT (entity_type, entity_id) DO NOTHING;
  IF TG_OP = 'DELETE' THEN
    WITH its AS (SELECT id, ' ' || normalised(title) AS words FROM tasks
        WHERE CASE r.entity_type WHEN 'lead' THEN lead_id ELSE contact_id END = r.entity_id),
      gone AS (DELETE FROM restricted_search USING its WHERE entity_type = 'task' AND entity_id = its.id)
    INSERT INTO task_search SELECT id, words FROM its ON CONFLICT (task_id) DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER move_words AFTER INSERT OR DELETE ON record_restrictions FOR EACH ROW EXECUTE FUNCTION move_words();
