-- Imports: each person has their own, an Admin has all. The records themselves are written by the product, as system,
-- after the policy was asked for the person who started it.
GRANT SELECT, INSERT, UPDATE, DELETE ON import_batches, import_chunks, import_lookups, import_problems TO sdr, coach, admin;
GRANT SELECT, INSERT, UPDATE ON import_mappings TO sdr, coach, admin;

CREATE POLICY own ON import_batches TO sdr, coach
  USING (created_by_id = (SELECT current_user_id())) WITH CHECK (created_by_id = (SELECT current_user_id()));
CREATE POLICY admin ON import_batches TO admin USING (true) WITH CHECK (true);
CREATE POLICY own ON import_chunks TO sdr, coach, admin
  USING (import_id IN (SELECT id FROM import_batches)) WITH CHECK (import_id IN (SELECT id FROM import_batches));
CREATE POLICY own ON import_lookups TO sdr, coach, admin
  USING (import_id IN (SELECT id FROM import_batches)) WITH CHECK (import_id IN (SELECT id FROM import_batches));
CREATE POLICY own ON import_problems TO sdr, coach, admin
  USING (import_id IN (SELECT id FROM import_batches)) WITH CHECK (import_id IN (SELECT id FROM import_batches));
-- Column names and the words of value lists, no people: what one has worked out helps the next.
CREATE POLICY staff_reads ON import_mappings FOR SELECT TO sdr, coach, admin USING (true);
CREATE POLICY own ON import_mappings TO sdr, coach, admin
  USING (user_id = (SELECT current_user_id())) WITH CHECK (user_id = (SELECT current_user_id()));
