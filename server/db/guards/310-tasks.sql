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

-- Recurring tasks: read with their record; written by the product, after the policy was asked for the person who acts.
GRANT SELECT ON task_series, task_occurrences TO sdr, coach, admin;
CREATE POLICY admin ON task_series FOR SELECT TO admin USING (true);
CREATE POLICY staff_reads ON task_series FOR SELECT TO sdr, coach USING (
  (lead_id IS NULL OR lead_id <> ALL ((SELECT hidden('lead'))::integer[]))
  AND (contact_id IS NULL OR contact_id <> ALL ((SELECT hidden('contact'))::integer[])));
CREATE POLICY admin ON task_occurrences FOR SELECT TO admin USING (true);
CREATE POLICY staff_reads ON task_occurrences FOR SELECT TO sdr, coach USING (task_id <> ALL ((SELECT hidden('task'))::integer[]));
CREATE OR REPLACE TRIGGER keep_deleted AFTER DELETE ON task_series REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION keep_deleted('task_series', 'id');
CREATE OR REPLACE TRIGGER keep_deleted AFTER DELETE ON task_occurrences REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION keep_deleted('task_occurrence', 'task_id');

-- A series that also belongs to another record outlives the one that is deleted, as its tasks do.
CREATE OR REPLACE FUNCTION unlink_series() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_ARGV[0] = 'lead' THEN
    UPDATE task_series SET lead_id = NULL WHERE lead_id = OLD.id AND contact_id IS NOT NULL;
  ELSE
    UPDATE task_series SET contact_id = NULL WHERE contact_id = OLD.id AND lead_id IS NOT NULL;
  END IF;
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER unlink_series BEFORE DELETE ON leads FOR EACH ROW EXECUTE FUNCTION unlink_series('lead');
CREATE OR REPLACE TRIGGER unlink_series BEFORE DELETE ON contacts FOR EACH ROW EXECUTE FUNCTION unlink_series('contact');

-- When a series is due for the step-th time (0 is the first): the hour and the day of the month of the first one on the
-- clinic's clock, in UTC. Where a month has no such day its last one; where a clock change skips the hour, the one after it.
CREATE OR REPLACE FUNCTION occurrence_at(starts_at timestamp, every text, step integer, zone text) RETURNS timestamp
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (CASE every
      WHEN 'day' THEN first + step * interval '1 day'
      WHEN 'week' THEN first + step * interval '7 days'
      WHEN 'month' THEN first + step * interval '1 month'
      WHEN 'year' THEN first + step * interval '1 year'
      -- Counted from Monday of its week; what begins on a weekend goes on from its Friday.
      ELSE CASE step WHEN 0 THEN first ELSE
        first + (1 - extract(isodow FROM first)::integer + (place / 5) * 7 + place % 5) * interval '1 day' END
    END) AT TIME ZONE zone AT TIME ZONE 'UTC'
  FROM (SELECT first, least(extract(isodow FROM first)::integer, 5) - 1 + step AS place
    FROM (SELECT starts_at AT TIME ZONE 'UTC' AT TIME ZONE zone AS first) f) s
$$;

-- The next place in a series after the given one that is still to come, and when it is due; nothing when the series is over.
CREATE OR REPLACE FUNCTION next_occurrence(series integer, after integer, moment timestamp)
  RETURNS TABLE (number integer, due_at timestamp) LANGUAGE sql STABLE AS $$
  SELECT k, due FROM task_series s
  CROSS JOIN (SELECT coalesce((SELECT time_zone FROM clinic_settings), 'UTC') AS zone) z
  CROSS JOIN LATERAL (SELECT k, occurrence_at(s.starts_at, s.every, (k - 1) * s.interval, z.zone) AS due
    FROM generate_series(after + 1, after + 5000) k) n
  WHERE s.id = series AND s.ended_at IS NULL AND due > moment AND (s.ends_at IS NULL OR due <= s.ends_at)
  ORDER BY k LIMIT 1
$$;
