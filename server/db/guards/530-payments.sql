-- People of whom the actor may not know, by their lead: a patient is as restricted as their contact is, a lead as the lead.
CREATE OR REPLACE FUNCTION hidden_people() RETURNS integer[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM record_restrictions) THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT h FROM unnest(hidden('lead')) h WHERE NOT EXISTS (SELECT FROM lead_conversions c WHERE c.lead_id = h)
    UNION SELECT c.lead_id FROM lead_conversions c WHERE c.contact_id = ANY (hidden('contact')));
END $$;

-- The ledger: rows are added, never changed. Money through a payment service is written by the product alone.
REVOKE UPDATE, DELETE ON payments FROM system;
GRANT SELECT, INSERT ON payments TO sdr, admin;
GRANT SELECT ON payments TO coach;
GRANT SELECT (id, lead_id, entry, cents, currency, price_cents, method, payment_id, settled_at, created_at) ON payments TO patient;
CREATE POLICY admin_reads ON payments FOR SELECT TO admin USING (true);
CREATE POLICY admin_records ON payments FOR INSERT TO admin
  WITH CHECK (recorded_by_id = (SELECT current_user_id()) AND (entry <> 'payment' OR method NOT IN ('stripe', 'test')));
CREATE POLICY staff_reads ON payments FOR SELECT TO sdr, coach USING (lead_id <> ALL ((SELECT hidden_people())::integer[]));
CREATE POLICY sdr_records ON payments FOR INSERT TO sdr WITH CHECK (recorded_by_id = (SELECT current_user_id()) AND entry = 'payment'
  AND method NOT IN ('stripe', 'test') AND lead_id <> ALL ((SELECT hidden_people())::integer[]));
CREATE POLICY own ON payments FOR SELECT TO patient USING (lead_id = (SELECT current_lead_id()));

GRANT SELECT ON payment_settings TO sdr, coach, admin, patient;
GRANT UPDATE ON payment_settings TO admin;
CREATE POLICY everyone_reads ON payment_settings FOR SELECT TO sdr, coach, admin, patient USING (true);
CREATE POLICY admin_keeps ON payment_settings FOR UPDATE TO admin USING (true);
INSERT INTO payment_settings DEFAULT VALUES ON CONFLICT DO NOTHING;

-- Whoever adds to a person's ledger or begins a checkout of theirs does so one after the other.
CREATE OR REPLACE FUNCTION lock_ledger(lead integer) RETURNS void LANGUAGE sql
  AS $$ SELECT pg_advisory_xact_lock(hashtextextended('ledger', lead)) $$;

-- What is left of an entry: its money less what was given back of it; nothing once it is void.
CREATE OR REPLACE FUNCTION left_of(entry_id integer) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT p.cents - coalesce((SELECT sum(r.cents) FROM payments r WHERE r.payment_id = p.id AND r.entry = 'refund'
      AND NOT EXISTS (SELECT FROM payments v WHERE v.payment_id = r.id AND v.entry = 'void')), 0)::integer
    FROM payments p WHERE p.id = entry_id AND NOT EXISTS (SELECT FROM payments v WHERE v.payment_id = p.id AND v.entry = 'void')
$$;

-- How a person's account stands: what was asked when they first paid, else what is asked now, against what they have paid.
CREATE OR REPLACE FUNCTION payment_standing(lead integer) RETURNS TABLE (state text, price_cents integer, currency varchar, paid_cents integer)
  LANGUAGE sql STABLE AS $$
  WITH kept AS (SELECT p.id, p.price_cents, p.currency, left_of(p.id) AS cents FROM payments p WHERE p.lead_id = lead AND p.entry = 'payment'),
    first AS (SELECT * FROM kept WHERE cents > 0 ORDER BY id LIMIT 1),
    asked AS (SELECT coalesce(f.price_cents, s.price_cents) AS price, coalesce(f.currency, s.currency) AS currency
      FROM payment_settings s LEFT JOIN first f ON true),
    total AS (SELECT coalesce(sum(k.cents), 0)::integer AS paid, count(*) AS times FROM kept k, asked a WHERE k.cents > 0 AND k.currency = a.currency)
  SELECT CASE WHEN t.times > 1 AND t.paid > a.price THEN 'overpaid' WHEN t.times > 0 AND t.paid >= a.price THEN 'paid'
      WHEN t.times > 0 THEN 'part' WHEN EXISTS (SELECT FROM kept k WHERE k.cents = 0) THEN 'refunded'
      WHEN a.price = 0 THEN 'free' ELSE 'due' END, a.price, a.currency, t.paid
    FROM asked a, total t
$$;

-- What an entry may be, whoever writes it.
CREATE OR REPLACE FUNCTION check_ledger_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE about payments; remaining integer;
BEGIN
  IF NEW.entry = 'payment' THEN
    PERFORM lock_ledger(NEW.lead_id);
    NEW.price_cents := coalesce(NEW.price_cents, (SELECT price_cents FROM payment_settings));
    IF NEW.method = 'test' AND NOT (SELECT is_demo FROM clinic_settings) THEN
      RAISE EXCEPTION 'Test payments are for the demo clinic' USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_test_check';
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO about FROM payments WHERE id = NEW.payment_id;
  IF NOT FOUND THEN RAISE EXCEPTION 'There is no such entry' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'payments_payment_check'; END IF;
  PERFORM lock_ledger(about.lead_id);
  remaining := left_of(about.id);
  NEW.lead_id := about.lead_id;
  NEW.currency := about.currency;
  NEW.method := about.method;
  NEW.price_cents := about.price_cents;
  IF NEW.entry = 'refund' THEN
    -- What a payment service has given back is a fact; what staff give back is never more than there is.
    IF about.entry <> 'payment' OR remaining IS NULL OR (NEW.cents > remaining AND NEW.recorded_by_id IS NOT NULL) THEN
      RAISE EXCEPTION 'Not so much is left' USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_left_check';
    END IF;
  ELSE
    -- Money that a payment service moved has moved; it alone says that it has not.
    IF about.entry = 'void' OR remaining IS NULL OR (about.method = 'stripe' AND NEW.recorded_by_id IS NOT NULL)
      OR (about.entry = 'payment' AND remaining < about.cents) THEN
      RAISE EXCEPTION 'This entry cannot be made void' USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_void_check';
    END IF;
    NEW.cents := about.cents;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER check_entry BEFORE INSERT ON payments FOR EACH ROW EXECUTE FUNCTION check_ledger_entry();

-- Nobody changes or removes an entry. Two records of one person that are merged, or parted again, take their ledger along:
-- that is done with the owner's rights, and moves an entry from lead to lead alone.
CREATE OR REPLACE FUNCTION keep_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'lead_id' = to_jsonb(OLD) - 'lead_id'
    AND (current_setting('app.reason', true) = 'Merged' OR current_setting('app.parting', true) = 'on') THEN
    RETURN NEW;
  END IF;
  -- Of a person who is expunged the money stays, what was typed beside it does not.
  IF TG_OP = 'UPDATE' AND current_setting('app.expunging', true) = 'on' AND NEW.note IS NULL
    AND to_jsonb(NEW) - 'note' - 'reference' = to_jsonb(OLD) - 'note' - 'reference' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The ledger is only added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER keep_entries BEFORE UPDATE OR DELETE ON payments FOR EACH ROW EXECUTE FUNCTION keep_ledger();
CREATE OR REPLACE TRIGGER keep_ledger BEFORE TRUNCATE ON payments FOR EACH STATEMENT EXECUTE FUNCTION keep_ledger();

-- Whether there is money, or may be any moment: such a lead stays.
CREATE OR REPLACE FUNCTION has_money(lead integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM payments WHERE lead_id = lead)
    OR EXISTS (SELECT FROM checkouts WHERE lead_id = lead AND state = 'open' AND reference IS NOT NULL AND expires_at > now())
$$;
REVOKE ALL ON FUNCTION has_money(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION has_money(integer) TO sdr, coach, admin;
