-- Saved views: one's own and the shared ones; an Admin keeps the shared ones in order.
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views, default_views TO sdr, coach, admin;
CREATE POLICY reads ON saved_views FOR SELECT TO sdr, coach USING (is_shared OR owner_id = (SELECT current_user_id()));
CREATE POLICY admin_reads ON saved_views FOR SELECT TO admin USING (true);
CREATE POLICY own ON saved_views TO sdr, coach, admin
  USING (owner_id = (SELECT current_user_id())) WITH CHECK (owner_id = (SELECT current_user_id()));
CREATE POLICY admin_changes ON saved_views FOR UPDATE TO admin USING (is_shared) WITH CHECK (true);
CREATE POLICY admin_deletes ON saved_views FOR DELETE TO admin USING (is_shared);
CREATE POLICY own ON default_views TO sdr, coach, admin
  USING (user_id = (SELECT current_user_id())) WITH CHECK (user_id = (SELECT current_user_id()));

-- Bulk jobs: whoever asked for one works on it, an Admin sees and takes back all.
GRANT SELECT, INSERT, UPDATE ON bulk_jobs, bulk_job_items TO sdr, coach, admin;
CREATE POLICY own ON bulk_jobs TO sdr, coach
  USING (requested_by_id = (SELECT current_user_id())) WITH CHECK (requested_by_id = (SELECT current_user_id()));
CREATE POLICY admin_reads ON bulk_jobs FOR SELECT TO admin USING (true);
CREATE POLICY admin_changes ON bulk_jobs FOR UPDATE TO admin USING (true) WITH CHECK (true);
CREATE POLICY admin_begins ON bulk_jobs FOR INSERT TO admin WITH CHECK (requested_by_id = (SELECT current_user_id()));
CREATE POLICY own ON bulk_job_items TO sdr, coach
  USING (job_id IN (SELECT id FROM bulk_jobs)) WITH CHECK (job_id IN (SELECT id FROM bulk_jobs));
CREATE POLICY admin ON bulk_job_items TO admin USING (true) WITH CHECK (true);
