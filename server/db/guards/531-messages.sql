-- Messages: the words stay as they were sent; each side marks what the other wrote as read.
GRANT SELECT, INSERT, UPDATE (read_at, read_by_id) ON messages TO sdr, coach, admin;
CREATE POLICY admin_reads ON messages FOR SELECT TO admin USING (true);
CREATE POLICY staff_reads ON messages FOR SELECT TO sdr, coach USING (lead_id <> ALL ((SELECT hidden_people())::integer[]));
CREATE POLICY staff_writes ON messages FOR INSERT TO sdr, coach, admin WITH CHECK (user_id = (SELECT current_user_id()) AND read_at IS NULL
  AND ((SELECT current_setting('role')) = 'admin' OR lead_id <> ALL ((SELECT hidden_people())::integer[])));
CREATE POLICY staff_marks ON messages FOR UPDATE TO sdr, coach, admin USING (user_id IS NULL
  AND ((SELECT current_setting('role')) = 'admin' OR lead_id <> ALL ((SELECT hidden_people())::integer[])))
  WITH CHECK (read_by_id = (SELECT current_user_id()));
GRANT SELECT (id, lead_id, user_id, body, created_at, read_at), INSERT (lead_id, body), UPDATE (read_at) ON messages TO patient;
CREATE POLICY own_reads ON messages FOR SELECT TO patient USING (lead_id = (SELECT current_lead_id()));
CREATE POLICY own_writes ON messages FOR INSERT TO patient WITH CHECK (lead_id = (SELECT current_lead_id()) AND user_id IS NULL AND read_at IS NULL);
CREATE POLICY own_marks ON messages FOR UPDATE TO patient USING (lead_id = (SELECT current_lead_id()) AND user_id IS NOT NULL)
  WITH CHECK (lead_id = (SELECT current_lead_id()) AND read_at IS NOT NULL);

-- Files: of one person, brought by themselves or by staff; only where they belong (a message) is said later.
GRANT SELECT, INSERT, DELETE, UPDATE (message_id) ON files TO sdr, coach, admin;
CREATE POLICY admin_reads ON files FOR SELECT TO admin USING (true);
CREATE POLICY staff_reads ON files FOR SELECT TO sdr, coach USING (lead_id <> ALL ((SELECT hidden_people())::integer[]));
CREATE POLICY staff_brings ON files FOR INSERT TO sdr, coach, admin WITH CHECK (user_id = (SELECT current_user_id())
  AND ((SELECT current_setting('role')) = 'admin' OR lead_id <> ALL ((SELECT hidden_people())::integer[])));
CREATE POLICY staff_attaches ON files FOR UPDATE TO sdr, coach, admin USING (user_id = (SELECT current_user_id()));
CREATE POLICY staff_removes ON files FOR DELETE TO sdr, coach USING (user_id = (SELECT current_user_id()));
CREATE POLICY admin_removes ON files FOR DELETE TO admin USING (true);
GRANT SELECT, INSERT, UPDATE (message_id) ON files TO patient;
CREATE POLICY own_reads ON files FOR SELECT TO patient USING (lead_id = (SELECT current_lead_id()));
CREATE POLICY own_brings ON files FOR INSERT TO patient WITH CHECK (lead_id = (SELECT current_lead_id()) AND user_id IS NULL);
CREATE POLICY own_attaches ON files FOR UPDATE TO patient USING (lead_id = (SELECT current_lead_id()) AND user_id IS NULL);

-- Who may see a file may read what is in it: the look at `files` asks as them.
GRANT SELECT, INSERT ON file_contents TO sdr, coach, admin, patient;
CREATE POLICY readers ON file_contents FOR SELECT TO sdr, coach, admin, patient USING (EXISTS (SELECT FROM files f WHERE f.id = file_id));
CREATE POLICY bringers ON file_contents FOR INSERT TO sdr, coach, admin, patient WITH CHECK (EXISTS (SELECT FROM files f WHERE f.id = file_id
  AND f.user_id IS NOT DISTINCT FROM (SELECT current_user_id())));
-- What is compressed already is not compressed again.
ALTER TABLE file_contents ALTER COLUMN content SET STORAGE EXTERNAL;

-- A person has room for so much: 100 MB in 200 files of their own, 500 MB in 1000 from staff. Counted one after the other.
CREATE OR REPLACE FUNCTION check_file_room() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held bigint; number integer; own boolean := NEW.user_id IS NULL;
BEGIN
  IF coalesce(is_quiet(), false) THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('files', NEW.lead_id));
  SELECT coalesce(sum(bytes), 0), count(*) INTO held, number FROM files WHERE lead_id = NEW.lead_id AND (user_id IS NULL) = own;
  IF held + NEW.bytes > (CASE WHEN own THEN 100 ELSE 500 END) * 1048576::bigint OR number >= (CASE WHEN own THEN 200 ELSE 1000 END) THEN
    RAISE EXCEPTION 'No room for another file' USING ERRCODE = 'check_violation', CONSTRAINT = 'files_room_check';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_room BEFORE INSERT ON files FOR EACH ROW EXECUTE FUNCTION check_file_room();
CREATE OR REPLACE FUNCTION check_file_content() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF octet_length(NEW.content) > 10485760
    OR octet_length(NEW.content) IS DISTINCT FROM (SELECT bytes FROM files WHERE id = NEW.file_id) THEN
    RAISE EXCEPTION 'A file is what its row says, and at most 10 MB' USING ERRCODE = 'check_violation', CONSTRAINT = 'file_contents_bytes_check';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_content BEFORE INSERT OR UPDATE ON file_contents FOR EACH ROW EXECUTE FUNCTION check_file_content();

-- What a person writes is told to whom they belong: their coach, the lead's owner, the coach they are booked with, else the
-- Admins. Once for all that nobody has read yet.
CREATE OR REPLACE FUNCTION tell_of_message() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE l leads; patient contacts; first_unread integer; whom integer;
BEGIN
  IF NEW.user_id IS NOT NULL OR coalesce(is_quiet(), false) THEN RETURN NULL; END IF;
  SELECT * INTO l FROM leads WHERE id = NEW.lead_id;
  SELECT c.* INTO patient FROM contacts c JOIN lead_conversions v ON v.contact_id = c.id WHERE v.lead_id = NEW.lead_id;
  SELECT min(id) INTO first_unread FROM messages WHERE lead_id = NEW.lead_id AND user_id IS NULL AND read_at IS NULL;
  whom := (SELECT id FROM users WHERE is_active AND id = coalesce(CASE WHEN patient.id IS NULL THEN coalesce(l.owner_id, l.health_coach_booked_with)
    ELSE patient.health_coach_id END, 0));
  PERFORM tell_users('message', CASE WHEN whom IS NULL THEN ARRAY(SELECT id FROM users WHERE role = 'Admin' AND is_active) ELSE ARRAY[whom] END,
    CASE WHEN patient.id IS NULL THEN 'lead' ELSE 'contact' END, coalesce(patient.id, l.id), 'message:' || first_unread);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tell_message AFTER INSERT ON messages FOR EACH ROW EXECUTE FUNCTION tell_of_message();

-- What goes with a deleted lead comes back with it; a file stands under its lead's id, its content under none.
CREATE OR REPLACE FUNCTION keep_deleted_content() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO deleted_records (deletion, entity_type, entity_id, row, deleted_by_id)
    SELECT pg_current_xact_id()::text, 'file_content', 0, to_jsonb(g), current_user_id() FROM gone g;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER keep_deleted AFTER DELETE ON messages REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION keep_deleted('message', 'id');
CREATE OR REPLACE TRIGGER keep_deleted AFTER DELETE ON files REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION keep_deleted('file', 'lead_id');
CREATE OR REPLACE TRIGGER keep_deleted AFTER DELETE ON file_contents REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION keep_deleted_content();
