-- A row of a trail as one line of text: what is sealed, and what stands in an archive. It may never change.
CREATE OR REPLACE FUNCTION activity_line(r activity_logs) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT json_build_array(r.id, to_char(r.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.US'), r.user_id, r.entity_type, r.entity_id, r.action, r.details)::text
$$;
CREATE OR REPLACE FUNCTION access_line(r access_log) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT json_build_array(r.id, to_char(r.at, 'YYYY-MM-DD"T"HH24:MI:SS.US'), r.user_id, r.entity_type, r.entity_ids, r.entity_types,
    r.route, r.status, r.via, r.address, r.request_id)::text
$$;
CREATE OR REPLACE FUNCTION exported_line(r exported_records) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT json_build_array(r.id, to_char(r.at, 'YYYY-MM-DD"T"HH24:MI:SS.US'), r.activity_id, r.entity_type, r.entity_ids)::text
$$;

-- Seals are only ever added; what moved to files is written by the owner alone.
REVOKE UPDATE, DELETE ON audit_seals, exported_records FROM system;
REVOKE INSERT, UPDATE, DELETE ON trail_archives, archived_records FROM system;
REVOKE DELETE ON legal_holds, audit_checks FROM system;
GRANT SELECT ON audit_seals, audit_checks, trail_archives, archived_records, exported_records TO admin;
GRANT SELECT, INSERT ON legal_holds TO admin;
GRANT UPDATE (released_by_id, released_at) ON legal_holds TO admin;
GRANT SELECT, UPDATE (mail_anchor) ON audit_settings TO admin;
GRANT INSERT ON exported_records TO sdr, coach, admin;
CREATE POLICY admin ON audit_seals FOR SELECT TO admin USING (true);
CREATE POLICY admin ON audit_checks FOR SELECT TO admin USING (true);
CREATE POLICY admin ON trail_archives FOR SELECT TO admin USING (true);
CREATE POLICY admin ON archived_records FOR SELECT TO admin USING (true);
CREATE POLICY admin_reads ON exported_records FOR SELECT TO admin USING (true);
-- Of an export of one's own.
CREATE POLICY staff_writes ON exported_records FOR INSERT TO sdr, coach, admin WITH CHECK (EXISTS (
  SELECT FROM activity_logs a WHERE a.id = activity_id AND a.action = 'exported' AND a.user_id = (SELECT current_user_id())));
CREATE POLICY admin_reads ON legal_holds FOR SELECT TO admin USING (true);
CREATE POLICY admin_holds ON legal_holds FOR INSERT TO admin WITH CHECK (held_by_id = (SELECT current_user_id()) AND released_at IS NULL);
CREATE POLICY admin_releases ON legal_holds FOR UPDATE TO admin USING (released_at IS NULL)
  WITH CHECK (released_by_id = (SELECT current_user_id()));
CREATE POLICY admin ON audit_settings TO admin USING (true) WITH CHECK (true);
INSERT INTO audit_settings (id) VALUES (1) ON CONFLICT DO NOTHING;

-- The records that are held: a person as lead and as patient, and what belongs to them.
CREATE OR REPLACE FUNCTION held_records() RETURNS TABLE (entity_type varchar, entity_id integer)
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH named AS (SELECT h.entity_type::varchar AS kind, h.entity_id AS id FROM legal_holds h WHERE h.released_at IS NULL AND h.entity_id IS NOT NULL),
  people AS (
    SELECT kind, id FROM named
    UNION SELECT 'contact', c.contact_id FROM named n JOIN lead_conversions c ON n.kind = 'lead' AND c.lead_id = n.id
    UNION SELECT 'lead', c.lead_id FROM named n JOIN lead_conversions c ON n.kind = 'contact' AND c.contact_id = n.id
    UNION SELECT n.kind, m.id FROM named n CROSS JOIN LATERAL merged_into(n.kind, n.id) AS m (id))
  SELECT kind, id FROM people
  UNION SELECT 'task', t.id FROM tasks t JOIN people p ON p.kind = 'lead' AND t.lead_id = p.id
  UNION SELECT 'task', t.id FROM tasks t JOIN people p ON p.kind = 'contact' AND t.contact_id = p.id
  UNION SELECT 'appointment', t.id FROM appointments t JOIN people p ON p.kind = 'lead' AND t.lead_id = p.id
  UNION SELECT 'appointment', t.id FROM appointments t JOIN people p ON p.kind = 'contact' AND t.contact_id = p.id
$$;
CREATE OR REPLACE FUNCTION is_held_time(moment timestamp) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM legal_holds WHERE released_at IS NULL AND entity_id IS NULL
    AND moment >= coalesce(from_at, '-infinity') AND moment <= coalesce(to_at, 'infinity'))
$$;

-- The only way out of a trail: rows that stand in an archive word by word, and that nobody holds. The owner's alone.
CREATE OR REPLACE FUNCTION forget_archived(archive integer, first integer, last integer) RETURNS integer
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE a trail_archives; gone integer;
BEGIN
  SELECT * INTO STRICT a FROM trail_archives WHERE id = archive AND moved_at IS NULL;
  IF a.trail = 'activity' THEN
    WITH held AS MATERIALIZED (SELECT * FROM held_records())
    DELETE FROM activity_logs l USING unnest(a.ids[first:last], a.digests[first:last]) AS kept (id, digest)
    WHERE l.id = kept.id AND sha256(convert_to(activity_line(l), 'UTF8')) = kept.digest AND NOT is_held_time(l.created_at)
      AND NOT EXISTS (SELECT FROM held h WHERE h.entity_type = l.entity_type AND h.entity_id = l.entity_id);
  ELSIF a.trail = 'access' THEN
    WITH held AS MATERIALIZED (SELECT * FROM held_records())
    DELETE FROM access_log l USING unnest(a.ids[first:last], a.digests[first:last]) AS kept (id, digest)
    WHERE l.id = kept.id AND sha256(convert_to(access_line(l), 'UTF8')) = kept.digest AND NOT is_held_time(l.at)
      AND NOT EXISTS (SELECT FROM held h WHERE h.entity_id = ANY (l.entity_ids) AND (l.entity_type = h.entity_type OR h.entity_type = ANY (l.entity_types)));
  END IF;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_archived(integer, integer, integer) FROM PUBLIC;

-- Which files speak of some records, newest first, for whoever reads a trail; it names no record.
CREATE OR REPLACE FUNCTION archives_of(which text, kinds text[], numbers integer[])
  RETURNS TABLE (id integer, month date, file varchar, sha256 varchar, rows integer, from_id bigint, to_id bigint, from_at timestamp, to_at timestamp,
    user_ids integer[], actions varchar[], is_moved boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.id, a.month, a.file, a.sha256, a.rows, a.from_id, a.to_id, a.from_at, a.to_at, a.user_ids, a.actions, a.moved_at IS NOT NULL
  FROM trail_archives a WHERE a.trail = which AND (numbers IS NULL OR EXISTS (
    SELECT FROM archived_records r JOIN unnest(kinds, numbers) AS n (kind, number) ON r.entity_ids @> ARRAY[n.number] AND r.entity_type = n.kind
    WHERE r.archive_id = a.id)) ORDER BY a.to_at DESC, a.id DESC
$$;
REVOKE ALL ON FUNCTION archives_of(text, text[], integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION archives_of(text, text[], integer[]) TO sdr, coach, admin, patient, system;
