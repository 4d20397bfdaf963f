-- Rows that stood before their history, words, slots or counts were kept get them now: once, while none stand.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM stage_history) THEN
    INSERT INTO stage_history (entity_type, entity_id, stage, entered_at)
      SELECT 'lead', id, status, coalesce(created_at, now()) FROM leads
      UNION ALL SELECT 'contact', id, stage, coalesce(created_at, now()) FROM contacts;
  END IF;
  IF NOT EXISTS (SELECT FROM lead_search) THEN
    INSERT INTO lead_search SELECT id, person_words(first_name, last_name, email, phone) FROM leads l
      WHERE NOT EXISTS (SELECT FROM record_restrictions r WHERE (r.entity_type, r.entity_id) = ('lead', l.id));
  END IF;
  IF NOT EXISTS (SELECT FROM contact_search) THEN
    INSERT INTO contact_search SELECT id, person_words(first_name, last_name, email, phone) FROM contacts c
      WHERE NOT EXISTS (SELECT FROM record_restrictions r WHERE (r.entity_type, r.entity_id) = ('contact', c.id));
  END IF;
  -- Words of names in several parts, from before their parts were kept.
  UPDATE lead_search s SET words = w.words FROM (SELECT id, person_words(first_name, last_name, email, phone) AS words FROM leads
      WHERE first_name ~ '[-''’‐‑]' OR last_name ~ '[-''’‐‑]') w WHERE s.lead_id = w.id AND s.words <> w.words;
  UPDATE contact_search s SET words = w.words FROM (SELECT id, person_words(first_name, last_name, email, phone) AS words FROM contacts
      WHERE first_name ~ '[-''’‐‑]' OR last_name ~ '[-''’‐‑]') w WHERE s.contact_id = w.id AND s.words <> w.words;
  UPDATE restricted_search s SET words = w.words FROM (
      SELECT 'lead' AS kind, id, person_words(first_name, last_name, email, phone) AS words FROM leads WHERE first_name ~ '[-''’‐‑]' OR last_name ~ '[-''’‐‑]'
      UNION ALL SELECT 'contact', id, person_words(first_name, last_name, email, phone) FROM contacts WHERE first_name ~ '[-''’‐‑]' OR last_name ~ '[-''’‐‑]') w
    WHERE (s.entity_type, s.entity_id) = (w.kind, w.id) AND s.words <> w.words;
  IF NOT EXISTS (SELECT FROM task_search) THEN
    INSERT INTO task_search SELECT id, ' ' || normalised(title) FROM tasks t WHERE NOT EXISTS (
      SELECT FROM record_restrictions r WHERE (r.entity_type, r.entity_id) IN (('lead', t.lead_id), ('contact', t.contact_id)));
  END IF;
  IF NOT EXISTS (SELECT FROM appointment_search) THEN
    INSERT INTO appointment_search SELECT id, ' ' || normalised(title) FROM appointments a WHERE NOT EXISTS (
      SELECT FROM record_restrictions r WHERE (r.entity_type, r.entity_id) IN (('lead', a.lead_id), ('contact', a.contact_id)));
  END IF;
  IF NOT EXISTS (SELECT FROM appointment_slots) THEN
    -- Of two that overlapped already, the later one counts as overbooked on purpose.
    INSERT INTO appointment_slots (appointment_id, user_id, starts_at, ends_at, overbook_reason)
      SELECT a.id, a.user_id, a.scheduled_at, a.scheduled_at + a.duration * interval '1 minute',
        CASE WHEN EXISTS (SELECT FROM appointments o WHERE o.user_id = a.user_id AND o.id < a.id AND o.status NOT IN ('Cancelled', 'No Show')
          AND tsrange(o.scheduled_at, o.scheduled_at + o.duration * interval '1 minute')
            && tsrange(a.scheduled_at, a.scheduled_at + a.duration * interval '1 minute')) THEN 'stood before overlaps were refused' END
      FROM appointments a WHERE a.user_id IS NOT NULL AND a.status NOT IN ('Cancelled', 'No Show') AND a.duration > 0;
  END IF;
  IF NOT EXISTS (SELECT FROM lead_counts) AND NOT EXISTS (SELECT FROM lead_count_deltas) THEN
    INSERT INTO lead_counts (status, lead_readiness, lead_source, owner_id, total)
      SELECT status, lead_readiness, lead_source, owner_id, count(*) FROM leads l
      WHERE NOT EXISTS (SELECT FROM record_restrictions r WHERE (r.entity_type, r.entity_id) = ('lead', l.id)) GROUP BY 1, 2, 3, 4;
  END IF;
  -- Says nothing new, and lets their trigger sum them.
  IF NOT EXISTS (SELECT FROM lead_count_sums) THEN DELETE FROM lead_counts WHERE total = 0; END IF;
END $$;
