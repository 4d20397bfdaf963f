-- Backups and drills are the product's own doing; Admins look at them.
GRANT SELECT ON backup_runs, restore_drills, operations_state TO admin;
GRANT INSERT, UPDATE ON operations_state TO admin;
CREATE POLICY admin ON backup_runs FOR SELECT TO admin USING (true);
CREATE POLICY admin ON restore_drills FOR SELECT TO admin USING (true);
CREATE POLICY admin ON operations_state TO admin USING (true) WITH CHECK (true);
