-- Counts for boards and filters: every change of a lead appends its difference; a job folds the differences in.
CREATE OR REPLACE FUNCTION count_leads() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    INSERT INTO lead_count_deltas (status, lead_readiness, lead_source, owner_id, change)
      SELECT status, lead_readiness, lead_source, owner_id, count(*) FROM added
      WHERE NOT EXISTS (SELECT FROM record_restrictions r WHERE r.entity_type = 'lead' AND r.entity_id = added.id) GROUP BY 1, 2, 3, 4;
  END IF;
  IF TG_OP IN ('DELETE', 'UPDATE') THEN
    INSERT INTO lead_count_deltas (status, lead_readiness, lead_source, owner_id, change)
      SELECT status, lead_readiness, lead_source, owner_id, -count(*) FROM gone
      WHERE NOT EXISTS (SELECT FROM record_restrictions r WHERE r.entity_type = 'lead' AND r.entity_id = gone.id) GROUP BY 1, 2, 3, 4;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION count_changed_lead() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM record_restrictions WHERE entity_type = 'lead' AND entity_id = NEW.id) THEN
    INSERT INTO lead_count_deltas (status, lead_readiness, lead_source, owner_id, change) VALUES
      (OLD.status, OLD.lead_readiness, OLD.lead_source, OLD.owner_id, -1),
      (NEW.status, NEW.lead_readiness, NEW.lead_source, NEW.owner_id, 1);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION count_restriction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO lead_count_deltas (status, lead_readiness, lead_source, owner_id, change)
    SELECT status, lead_readiness, lead_source, owner_id, CASE TG_OP WHEN 'INSERT' THEN -1 ELSE 1 END FROM leads
    WHERE id = CASE TG_OP WHEN 'INSERT' THEN NEW.entity_id ELSE OLD.entity_id END
      AND CASE TG_OP WHEN 'INSERT' THEN NEW.entity_type ELSE OLD.entity_type END = 'lead';
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER count_insert AFTER INSERT ON leads REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_leads();
CREATE OR REPLACE TRIGGER count_delete AFTER DELETE ON leads REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_leads();
CREATE OR REPLACE TRIGGER count_update AFTER UPDATE OF status, lead_readiness, lead_source, owner_id ON leads FOR EACH ROW
  WHEN ((OLD.status, OLD.lead_readiness, OLD.lead_source, OLD.owner_id)
    IS DISTINCT FROM (NEW.status, NEW.lead_readiness, NEW.lead_source, NEW.owner_id))
  EXECUTE FUNCTION count_changed_lead();
CREATE OR REPLACE TRIGGER count_restriction AFTER INSERT OR DELETE ON record_restrictions FOR EACH ROW EXECUTE FUNCTION count_restriction();

-- Moves what has gathered into the totals; one folder at a time.
CREATE OR REPLACE FUNCTION fold_lead_counts() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('fold_lead_counts')) THEN RETURN; END IF;
  WITH taken AS (DELETE FROM lead_count_deltas RETURNING *)
  INSERT INTO lead_counts (status, lead_readiness, lead_source, owner_id, total)
    SELECT status, lead_readiness, lead_source, owner_id, sum(change) FROM taken GROUP BY 1, 2, 3, 4
    ON CONFLICT (status, lead_readiness, lead_source, owner_id) DO UPDATE SET total = lead_counts.total + excluded.total;
END $$;

-- The totals by one field at a time, whatever changed them.
CREATE OR REPLACE FUNCTION sum_lead_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM lead_count_sums;
  INSERT INTO lead_count_sums (counted, status, lead_readiness, lead_source, owner_id, total)
    SELECT grouping(status, lead_readiness, lead_source, owner_id), status, lead_readiness, lead_source, owner_id, sum(total)
    FROM lead_counts GROUP BY GROUPING SETS ((), (status), (lead_readiness), (lead_source), (owner_id)) HAVING sum(total) <> 0;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER sum_counts AFTER INSERT OR UPDATE OR DELETE ON lead_counts FOR EACH STATEMENT EXECUTE FUNCTION sum_lead_counts();
