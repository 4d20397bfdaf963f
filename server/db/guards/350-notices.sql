-- What people are told and how they like it: each their own. Rows are written by `tell_users` alone.
GRANT SELECT ON notifications TO sdr, coach, admin;
GRANT UPDATE (read_at) ON notifications TO sdr, coach, admin;
CREATE POLICY own_reads ON notifications FOR SELECT TO sdr, coach, admin USING (user_id = (SELECT current_user_id()));
CREATE POLICY own_marks ON notifications FOR UPDATE TO sdr, coach, admin
  USING (user_id = (SELECT current_user_id())) WITH CHECK (user_id = (SELECT current_user_id()));
GRANT SELECT, INSERT, UPDATE ON notification_preferences TO sdr, coach, admin;
CREATE POLICY own ON notification_preferences TO sdr, coach, admin
  USING (user_id = (SELECT current_user_id())) WITH CHECK (user_id = (SELECT current_user_id()));

-- Whether a restriction keeps somebody who is no Admin from a record; of tasks and appointments, one of what they belong to.
CREATE OR REPLACE FUNCTION is_kept_from(about text, record integer, person integer) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE of_lead integer; of_contact integer;
BEGIN
  IF NOT EXISTS (SELECT FROM record_restrictions) THEN RETURN false; END IF;
  IF about = 'lead' THEN of_lead := record;
  ELSIF about = 'contact' THEN of_contact := record;
  ELSIF about = 'task' THEN SELECT lead_id, contact_id INTO of_lead, of_contact FROM tasks WHERE id = record;
  ELSIF about = 'appointment' THEN SELECT lead_id, contact_id INTO of_lead, of_contact FROM appointments WHERE id = record;
  END IF;
  RETURN EXISTS (SELECT FROM record_restrictions r JOIN leads l ON l.id = r.entity_id
      WHERE r.entity_type = 'lead' AND r.entity_id = of_lead AND l.owner_id IS DISTINCT FROM person)
    OR EXISTS (SELECT FROM record_restrictions r JOIN contacts c ON c.id = r.entity_id
      WHERE r.entity_type = 'contact' AND r.entity_id = of_contact AND c.health_coach_id IS DISTINCT FROM person);
END $$;
REVOKE ALL ON FUNCTION is_kept_from(text, integer, integer) FROM PUBLIC;

-- Tells people of a record: not who acts, not who may not see it, not who wants to hear nothing of the kind. Whoever acts
-- stands as the actor; nobody tells in another's name. After ten of a kind within a minute one more says "and others".
CREATE OR REPLACE FUNCTION tell_users(told text, people integer[], about text, record integer, told_once text DEFAULT NULL) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE person integer; actor integer := current_user_id(); lately integer;
BEGIN
  FOR person IN
    SELECT u.id FROM users u LEFT JOIN notification_preferences p ON p.user_id = u.id AND p.kind = told
    WHERE u.id = ANY (people) AND u.is_active AND u.id IS DISTINCT FROM actor
      AND (coalesce(p.in_app, true) OR coalesce(p.by_mail, false)) AND (u.role = 'Admin' OR NOT is_kept_from(about, record, u.id))
  LOOP
    SELECT count(*) INTO lately FROM (SELECT * FROM notifications WHERE user_id = person ORDER BY id DESC LIMIT 10) n
      WHERE n.kind = told AND n.actor_id = actor AND n.entity_type IN (about, about || 's') AND n.created_at > now() - interval '1 minute';
    INSERT INTO notifications (user_id, kind, entity_type, entity_id, actor_id, once_key)
      SELECT person, told, CASE WHEN many THEN about || 's' ELSE about END, CASE WHEN many THEN 0 ELSE record END, actor,
        CASE WHEN many THEN concat_ws(':', 'many', told, about, actor, date_trunc('minute', now())) ELSE told_once END
      FROM (SELECT lately >= 10) AS burst(many) ON CONFLICT (user_id, once_key) DO NOTHING;
    IF FOUND THEN PERFORM pg_notify('notification', person::text); END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION tell_users(text, integer[], text, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tell_users(text, integer[], text, integer, text) TO sdr, coach, admin, system;

-- Whoever is given something is told, whatever path gives it. The product's own acts (imports) and restorations are quiet,
-- and so is who sets `app.quiet`.
CREATE OR REPLACE FUNCTION is_quiet() RETURNS boolean LANGUAGE sql STABLE
  AS $$ SELECT current_setting('app.quiet', true) = 'on' OR current_setting('app.restoring', true) = 'on' $$;
CREATE OR REPLACE FUNCTION tell_of_assignment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT coalesce(is_quiet(), false) THEN
    PERFORM tell_users('assigned', ARRAY[(to_jsonb(NEW) ->> TG_ARGV[1])::integer], TG_ARGV[0], NEW.id);
  END IF;
  RETURN NULL;
END $$;
DO $$
DECLARE t text[];
BEGIN
  FOREACH t SLICE 1 IN ARRAY ARRAY[
    ['tasks', 'task', 'assigned_to_id', $w$AND NEW.status IN ('Pending', 'In Progress')$w$],
    ['contacts', 'contact', 'health_coach_id', ''],
    ['leads', 'lead', 'owner_id', ''],
    ['appointments', 'appointment', 'user_id', $w$AND NEW.status = 'Scheduled'$w$]] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER tell_insert AFTER INSERT ON %I FOR EACH ROW
      WHEN (NEW.%I <> current_user_id() %s) EXECUTE FUNCTION tell_of_assignment(%L, %L)', t[1], t[3], t[4], t[2], t[3]);
    EXECUTE format('CREATE OR REPLACE TRIGGER tell_update AFTER UPDATE OF %I ON %I FOR EACH ROW
      WHEN (NEW.%I <> current_user_id() AND NEW.%I IS DISTINCT FROM OLD.%I %s) EXECUTE FUNCTION tell_of_assignment(%L, %L)',
      t[3], t[1], t[3], t[3], t[3], t[4], t[2], t[3]);
  END LOOP;
END $$;

-- A lead was taken: by somebody from its owner, or by claim from those who were on it (its booked coach, who has an open
-- task of it, who called it in the last 30 days).
CREATE OR REPLACE FUNCTION tell_of_claim() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF coalesce(is_quiet(), false) THEN RETURN NULL; END IF;
  PERFORM tell_users('claimed', CASE WHEN OLD.owner_id IS NOT NULL THEN ARRAY[OLD.owner_id] ELSE ARRAY(
    SELECT NEW.health_coach_booked_with
    UNION SELECT assigned_to_id FROM tasks WHERE lead_id = NEW.id AND status IN ('Pending', 'In Progress')
    UNION SELECT user_id FROM calls WHERE lead_id = NEW.id AND created_at > now() - interval '30 days') END, 'lead', NEW.id);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER tell_claim AFTER UPDATE OF owner_id ON leads FOR EACH ROW
  WHEN (current_user_id() IS NOT NULL AND NEW.owner_id IS DISTINCT FROM OLD.owner_id AND NEW.owner_id IS NOT NULL
    AND (OLD.owner_id IS NOT NULL OR NEW.owner_id = current_user_id()))
  EXECUTE FUNCTION tell_of_claim();

-- The clinic itself: everybody reads, an Admin changes.
GRANT SELECT ON value_list_entries TO sdr, coach, admin;
GRANT SELECT ON clinic_hours, clinic_holidays TO sdr, coach, admin, patient;
GRANT INSERT, UPDATE, DELETE ON value_list_entries, clinic_hours, clinic_holidays TO admin;
CREATE POLICY staff_reads ON value_list_entries FOR SELECT TO sdr, coach, admin USING (true);
CREATE POLICY admin_keeps ON value_list_entries TO admin USING (true) WITH CHECK (true);
CREATE POLICY everyone_reads ON clinic_hours FOR SELECT TO sdr, coach, admin, patient USING (true);
CREATE POLICY admin_keeps ON clinic_hours TO admin USING (true) WITH CHECK (true);
CREATE POLICY everyone_reads ON clinic_holidays FOR SELECT TO sdr, coach, admin, patient USING (true);
CREATE POLICY admin_keeps ON clinic_holidays TO admin USING (true) WITH CHECK (true);

-- A clinic starts with a week and with lists that it can make its own.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM value_list_entries WHERE list = 'lead_type') THEN
    INSERT INTO value_list_entries (list, value, position)
      SELECT 'lead_type', value, place FROM unnest(ARRAY['Weight', 'Hormones', 'Sleep', 'Longevity', 'Thyroid', 'Energy', 'Performance'])
        WITH ORDINALITY AS v(value, place);
  END IF;
  IF NOT EXISTS (SELECT FROM value_list_entries WHERE list = 'lead_outcome') THEN
    INSERT INTO value_list_entries (list, value, position, closes)
      SELECT 'lead_outcome', value, place, value IN ('Said Stop', 'Not Interested', 'Not Eligible')
      FROM unnest(ARRAY['Reached', 'Voicemail', 'No Answer', 'Wrong Number', 'Said Stop', 'Not Interested', 'Not Eligible'])
        WITH ORDINALITY AS v(value, place);
  END IF;
END $$;
