-- The ledger names leads without a foreign key, because it outlives a person who is expunged. For everybody else it is as if
-- there were one.
CREATE OR REPLACE FUNCTION keep_paid_leads() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('app.expunging', true) IS DISTINCT FROM 'on' AND EXISTS (SELECT FROM payments WHERE lead_id = OLD.id) THEN
    RAISE EXCEPTION 'A lead with payments stays' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'payments_lead_id_leads_id_fk';
  END IF;
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER keep_paid BEFORE DELETE ON leads FOR EACH ROW EXECUTE FUNCTION keep_paid_leads();
CREATE OR REPLACE FUNCTION payer_is_there() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Held until the end: nobody deletes the lead meanwhile.
  PERFORM FROM leads WHERE id = NEW.lead_id FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'There is no such lead' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'payments_lead_id_leads_id_fk';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payer_is_there BEFORE INSERT ON payments FOR EACH ROW WHEN (NEW.entry = 'payment')
  EXECUTE FUNCTION payer_is_there();

-- Written by the function below alone; an Admin reads that a person was expunged.
REVOKE INSERT, UPDATE, DELETE ON expungements, blanked_entries FROM system;
GRANT SELECT ON expungements TO admin;
CREATE POLICY admin ON expungements FOR SELECT TO admin USING (true);
