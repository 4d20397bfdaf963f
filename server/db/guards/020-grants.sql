-- Everything is closed first; what a role may touch is opened table by table.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO sdr, coach, admin, patient, system, healthcrm_app;
DO $$
DECLARE t record; p record;
BEGIN
  FOR p IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY %I ON public.%I', p.policyname, p.tablename);
  END LOOP;
  FOR t IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') LOOP
    EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, sdr, coach, admin, patient, system, healthcrm_app', t.relname);
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t.relname);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t.relname);
    -- The owner migrates and backs up; the product's own jobs act as system.
    EXECUTE format('CREATE POLICY owner ON public.%I TO CURRENT_USER USING (true) WITH CHECK (true)', t.relname);
    EXECUTE format('CREATE POLICY system ON public.%I TO system USING (true) WITH CHECK (true)', t.relname);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO system', t.relname);
    -- No policy is for the login itself: without an actor it sees every table empty.
    EXECUTE format('GRANT SELECT ON public.%I TO healthcrm_app', t.relname);
  END LOOP;
END $$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO sdr, coach, admin, system;

-- Append-only trails: nobody but the owner changes or removes what stands in them.
REVOKE UPDATE, DELETE ON activity_logs, access_log FROM system;
GRANT SELECT, INSERT ON activity_logs TO sdr, coach, admin;
GRANT SELECT ON access_log TO admin;

-- Staff see of one another names and roles; Admins see and change the rest.
GRANT SELECT (id, first_name, last_name, role, is_active, created_at, updated_at) ON users TO sdr, coach;
GRANT SELECT, INSERT, UPDATE ON users TO admin;

-- password_hash is readable by no role of the app but system.
GRANT SELECT (id, first_name, last_name, email, phone, status, lead_source, lead_readiness, lead_outcome, lead_type,
    number_of_calls, last_contacted, owner_id, health_coach_booked_with, notes, portal_access, last_portal_login,
    created_at, updated_at),
  UPDATE (first_name, last_name, email, phone, status, lead_source, lead_readiness, lead_outcome, lead_type,
    number_of_calls, last_contacted, owner_id, health_coach_booked_with, notes)
  ON leads TO sdr, coach, admin;
GRANT INSERT, DELETE ON leads TO sdr, coach, admin;

GRANT SELECT, INSERT, UPDATE, DELETE ON contacts TO coach, admin;
GRANT SELECT, INSERT ON contacts TO sdr;
GRANT SELECT, INSERT, UPDATE, DELETE ON tasks, appointments TO sdr, coach, admin;
GRANT SELECT, INSERT ON calls, lead_conversions TO sdr, coach, admin;
GRANT SELECT ON stage_history, appointment_slots TO sdr, coach, admin;
GRANT SELECT, INSERT, DELETE ON record_restrictions TO admin;
GRANT SELECT ON deleted_records TO admin;
GRANT SELECT, INSERT ON idempotency_keys TO sdr, coach, admin;
GRANT SELECT ON clinic_settings TO sdr, coach, admin, patient;
GRANT UPDATE ON clinic_settings TO admin;
GRANT SELECT ON lead_search, contact_search, task_search, restricted_search, lead_counts, lead_count_sums,
  lead_count_deltas
  TO sdr, coach, admin;
