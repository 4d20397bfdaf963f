-- Stage contracts: everybody on the staff reads them, an Admin changes what they promise.
GRANT SELECT ON stage_definitions TO sdr, coach, admin;
GRANT UPDATE (owner_role, target_hours, soon_hours, requirements, guidance, updated_at, updated_by_id) ON stage_definitions TO admin;
CREATE POLICY staff ON stage_definitions FOR SELECT TO sdr, coach, admin USING (true);
CREATE POLICY admin ON stage_definitions FOR UPDATE TO admin USING (true) WITH CHECK (updated_by_id = (SELECT current_user_id()));
-- A lead whose outcome closes it has no clock.
GRANT SELECT ON value_list_entries TO sdr, coach, admin;
CREATE POLICY clocks ON value_list_entries FOR SELECT TO sdr, coach, admin USING (true);

-- What a clinic starts with: a pipeline of 13 days, a year of care of 363, no stage of a patient longer than three months.
INSERT INTO stage_definitions (entity_type, stage, position, owner_role, target_hours, soon_hours, requirements, guidance) VALUES
  ('lead', 'HHQ Started', 1, 'SDR', 72, 24, '{owner,phone,call_logged}', 'Call, and help them finish the questionnaire.'),
  ('lead', 'HHQ Signed', 2, 'SDR', 48, 24, '{owner,call_logged}', 'Walk through the answers and offer the first visit.'),
  ('lead', 'Booking: Not Paid', 3, 'SDR', 72, 24, '{owner,call_logged}', 'Ask what keeps them from paying, and send the link again.'),
  ('lead', 'Booking: Paid/Not Booked', 4, 'SDR', 48, 24, '{coach,appointment_booked}', 'Find a time with a coach on the first call.'),
  ('lead', 'Booking: Paid/Booked', 5, 'SDR', 72, 24, '{coach,appointment_booked}', 'Convert them, so that their coach can prepare.'),
  ('contact', 'Intake', 1, 'Health Coach', 72, 24, '{coach,phone}', 'Welcome call: how the year goes, and what comes first.'),
  ('contact', 'Initial Labs', 2, 'Health Coach', 336, 72, '{coach,task_done}', 'Send the lab order and the nearest draw sites.'),
  ('contact', 'Initial Lab Review', 3, 'Health Coach', 120, 48, '{task_done}', 'Read the results and prepare the questions for the exam.'),
  ('contact', 'Initial Provider Exam', 4, 'Health Coach', 240, 72, '{appointment_held}', 'Book the provider, and send the preparation sheet.'),
  ('contact', 'Initial Medication Order', 5, 'Health Coach', 1344, 168, '{task_done}', 'Order, confirm the delivery, and ask after two weeks.'),
  ('contact', '1st Follow-up Labs', 6, 'Health Coach', 336, 72, '{task_done}', 'Send the second lab order.'),
  ('contact', 'First Follow-Up Lab Review', 7, 'Health Coach', 120, 48, '{task_done}', 'Compare with the first results.'),
  ('contact', 'First Follow-Up Provider Exam', 8, 'Health Coach', 240, 72, '{appointment_held}', 'Book the provider, and send the preparation sheet.'),
  ('contact', 'First Medication Refill', 9, 'Health Coach', 1680, 168, '{task_done}', 'Check the stock before it runs out.'),
  ('contact', 'Second Follow-Up Labs', 10, 'Health Coach', 336, 72, '{task_done}', 'Send the third lab order.'),
  ('contact', 'Second Follow-Up Lab Review', 11, 'Health Coach', 120, 48, '{task_done}', 'Compare with the year so far.'),
  ('contact', 'Second Follow-up Provider Exam', 12, 'Health Coach', 240, 72, '{appointment_held}', 'Book the provider, and send the preparation sheet.'),
  ('contact', 'Second Medication Refill', 13, 'Health Coach', 1680, 168, '{task_done}', 'Check the stock before it runs out.'),
  ('contact', 'Third Medication Refill', 14, 'Health Coach', 1680, 168, '{task_done}', 'Speak about the next year before this one ends.'),
  ('contact', 'Restart Annual Process', 15, 'Health Coach', 168, 48, '{task_done}', 'Renew, and begin again at the labs.')
  ON CONFLICT DO NOTHING;

-- Where a clock stands; `none` for a stage without a target.
CREATE OR REPLACE FUNCTION clock_state(entered_at timestamp, target_hours integer, soon_hours integer) RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT CASE WHEN target_hours IS NULL THEN 'none'
    WHEN entered_at + target_hours * interval '1 hour' <= (now() AT TIME ZONE 'UTC') THEN 'overdue'
    WHEN entered_at + (target_hours - soon_hours) * interval '1 hour' <= (now() AT TIME ZONE 'UTC') THEN 'due_soon'
    ELSE 'on_time' END $$;

-- What the record's stage asks for and is not there; calls, visits and tasks count since the stage was entered.
CREATE OR REPLACE FUNCTION missing_requirements(kind text, record integer) RETURNS varchar[] LANGUAGE sql STABLE AS $$
  WITH here AS (
    SELECT d.requirements, h.entered_at FROM stage_history h
      JOIN stage_definitions d ON d.entity_type = h.entity_type AND d.stage = h.stage
      WHERE h.entity_type = kind AND h.entity_id = record AND h.left_at IS NULL ORDER BY h.id DESC LIMIT 1),
  person AS (
    SELECT l.id AS lead_id, NULL::integer AS contact_id, l.phone, l.owner_id AS owner, l.health_coach_booked_with AS coach
      FROM leads l WHERE kind = 'lead' AND l.id = record
    UNION ALL
    SELECT c.lead_id, c.id, c.phone, c.health_coach_id, c.health_coach_id FROM contacts c WHERE kind = 'contact' AND c.id = record)
  SELECT coalesce(array_agg(r.name ORDER BY r.place) FILTER (WHERE NOT CASE r.name
      WHEN 'owner' THEN p.owner IS NOT NULL
      WHEN 'coach' THEN p.coach IS NOT NULL
      WHEN 'phone' THEN coalesce(p.phone, '') <> ''
      WHEN 'call_logged' THEN EXISTS (SELECT FROM calls c WHERE c.lead_id = p.lead_id AND c.created_at >= here.entered_at)
      WHEN 'task_done' THEN EXISTS (SELECT FROM tasks t WHERE t.status = 'Completed' AND t.completed_at >= here.entered_at
        AND CASE WHEN p.contact_id IS NULL THEN t.lead_id = p.lead_id ELSE t.contact_id = p.contact_id END)
      WHEN 'appointment_booked' THEN EXISTS (SELECT FROM appointments a
        WHERE (a.status = 'Scheduled' AND a.scheduled_at > (now() AT TIME ZONE 'UTC') OR a.status = 'Completed' AND a.scheduled_at >= here.entered_at)
        AND CASE WHEN p.contact_id IS NULL THEN a.lead_id = p.lead_id ELSE a.contact_id = p.contact_id END)
      ELSE EXISTS (SELECT FROM appointments a WHERE a.status = 'Completed' AND a.scheduled_at >= here.entered_at
        AND CASE WHEN p.contact_id IS NULL THEN a.lead_id = p.lead_id ELSE a.contact_id = p.contact_id END) END), '{}')
  FROM here, person p, unnest(here.requirements) WITH ORDINALITY AS r(name, place) $$;
