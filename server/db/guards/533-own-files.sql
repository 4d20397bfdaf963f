-- A patient takes back what they added by mistake: not once it went with a message, nor once staff may have opened it.
-- Looks name the person, not the file: any file of theirs that staff opened since counts, and after a month each does.
CREATE OR REPLACE FUNCTION may_take_back(file uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM files f WHERE f.id = file AND f.lead_id = current_lead_id() AND f.user_id IS NULL AND f.message_id IS NULL
    AND f.created_at > now() - interval '30 days'
    AND NOT EXISTS (SELECT FROM access_log l WHERE l.entity_ids @> ARRAY[f.lead_id] AND l.entity_type = 'lead' AND l.at >= f.created_at
      AND l.route = 'GET /files/:fileId' AND l.via <> 'portal' AND l.status < 400))
$$;
REVOKE ALL ON FUNCTION may_take_back(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION may_take_back(uuid) TO patient;
GRANT DELETE ON files TO patient;
CREATE POLICY own_takes_back ON files FOR DELETE TO patient USING (may_take_back(id));
