-- What the app's own queries need beside the documented indexes; `docs/operations/indexes.md` names the query of each.
-- One statement a line: on a table that has rows it is made CONCURRENTLY, so that nobody waits for it.
CREATE INDEX IF NOT EXISTS idx_leads_updated ON leads (updated_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_leads_created ON leads (created_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_leads_owner_status_updated ON leads (owner_id, status, updated_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_leads_status_updated ON leads (status, updated_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_leads_email_caseless ON leads (email COLLATE caseless);
CREATE INDEX IF NOT EXISTS idx_leads_last_name_caseless ON leads (last_name COLLATE caseless, id);
CREATE INDEX IF NOT EXISTS idx_leads_coach ON leads (health_coach_booked_with) WHERE health_coach_booked_with IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS leads_portal_email_key ON leads (lower(email)) WHERE portal_access;
CREATE UNIQUE INDEX IF NOT EXISTS users_email_lower_key ON users (lower(email));
CREATE INDEX IF NOT EXISTS idx_contacts_updated ON contacts (updated_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_contacts_email_caseless ON contacts (email COLLATE caseless);
CREATE INDEX IF NOT EXISTS idx_contacts_last_name_caseless ON contacts (last_name COLLATE caseless, id);
CREATE INDEX IF NOT EXISTS idx_contacts_coach_stage_updated ON contacts (health_coach_id, stage, updated_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_tasks_open ON tasks (assigned_to_id, due_date) WHERE status IN ('Pending', 'In Progress');
CREATE INDEX IF NOT EXISTS idx_tasks_due ON tasks ((coalesce(due_date, 'infinity'::timestamp)), id);
CREATE INDEX IF NOT EXISTS idx_tasks_lead ON tasks (lead_id);
CREATE INDEX IF NOT EXISTS idx_tasks_contact ON tasks (contact_id);
CREATE INDEX IF NOT EXISTS idx_tasks_created_by ON tasks (created_by_id);
CREATE INDEX IF NOT EXISTS idx_appointments_week ON appointments (user_id, scheduled_at);
CREATE INDEX IF NOT EXISTS idx_appointments_lead ON appointments (lead_id);
CREATE INDEX IF NOT EXISTS idx_appointments_contact ON appointments (contact_id);
CREATE INDEX IF NOT EXISTS idx_activity_logs_newest ON activity_logs (created_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_activity_logs_user_newest ON activity_logs (user_id, created_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_lead_search_words ON lead_search USING gin (words gin_trgm_ops);
CREATE INDEX IF NOT EXISTS idx_contact_search_words ON contact_search USING gin (words gin_trgm_ops);
CREATE INDEX IF NOT EXISTS idx_task_search_words ON task_search USING gin (words gin_trgm_ops);
CREATE INDEX IF NOT EXISTS idx_appointment_search_words ON appointment_search USING gin (words gin_trgm_ops);
