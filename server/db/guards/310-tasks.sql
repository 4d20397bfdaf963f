-- Comments: who may read a record may read and say what is said about it; each takes back their own, an Admin any.
GRANT SELECT, INSERT, DELETE ON comments TO sdr, coach, admin;
CREATE POLICY admin ON comments TO admin USING (true) WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY staff_reads ON comments FOR SELECT TO sdr, coach USING (
  CASE entity_type WHEN 'lead' THEN entity_id <> ALL ((SELECT hidden('lead'))::integer[])
    WHEN 'contact' THEN entity_id <> ALL ((SELECT hidden('contact'))::integer[])
    ELSE entity_id <> ALL ((SELECT hidden('task'))::integer[]) END);
CREATE POLICY staff_writes ON comments FOR INSERT TO sdr, coach WITH CHECK (user_id = (SELECT current_user_id())
  AND CASE entity_type WHEN 'lead' THEN entity_id <> ALL ((SELECT hidden('lead'))::integer[])
    WHEN 'contact' THEN entity_id <> ALL ((SELECT hidden('contact'))::integer[])
    ELSE entity_id <> ALL ((SELECT hidden('task'))::integer[]) END);
CREATE POLICY own_deletes ON comments FOR DELETE TO sdr, coach USING (user_id = (SELECT current_user_id()));

-- What was said about a record goes with it, whole, and comes back with it.
CREATE OR REPLACE FUNCTION delete_comments() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM comments c USING gone WHERE c.entity_type = TG_ARGV[0] AND c.entity_id = gone.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER delete_comments AFTER DELETE ON leads REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION delete_comments('lead');
CREATE OR REPLACE TRIGGER delete_comments AFTER DELETE ON contacts REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION delete_comments('contact');
CREATE OR REPLACE TRIGGER delete_comments AFTER DELETE ON tasks REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION delete_comments('task');
CREATE OR REPLACE TRIGGER keep_deleted AFTER DELETE ON comments REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION keep_deleted('comment', 'id');
