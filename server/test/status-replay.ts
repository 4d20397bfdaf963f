/** The model's events as SQL, so that thousands of them run in one statement. */

/** `test_sign(lead)`: a complete questionnaire of a lead and a signature under it, made past the API; answers the signature's id. */
export const signer = `
create or replace function test_answer(lead integer) returns integer language plpgsql as $$
declare asked integer; answered integer;
begin
  select id into asked from questionnaire_versions where questionnaire = 'hhq' and definition = '{"sections": []}' and published_at is not null;
  if not found then
    insert into questionnaire_versions (questionnaire, version, definition, published_at)
      select 'hhq', coalesce(max(version), 0) + 1, '{"sections": []}', now() from questionnaire_versions where questionnaire = 'hhq' returning id into asked;
  end if;
  insert into questionnaire_responses (lead_id, version_id, state, completed_at) values (lead, asked, 'complete', now()) returning id into answered;
  return answered;
end $$;
create or replace function test_sign(lead integer) returns integer language plpgsql as $$
declare answered integer := test_answer(lead); signed integer; said text := '{"answers":{}}';
begin
  insert into signing_keys (id, public_key, sealed_private_key, retired_at) values ('test', '', '', now()) on conflict do nothing;
  insert into signatures (response_id, lead_id, method, signer_name, canonical, digest, signature, key_id, address)
    values (answered, lead, 'typed', 'Ana Ruiz', said, encode(sha256(convert_to(said, 'UTF8')), 'hex'), 'test', 'test', '192.0.2.1') returning id into signed;
  return signed;
end $$;`

/** `replay(histories)`: what became of each lead after each event. */
export const replayer = (byHand: number) => `${signer}
create function replay(histories jsonb) returns table (run bigint, step bigint, status varchar, earned varchar, moved boolean) language plpgsql as $$
declare history jsonb; event jsonb; l integer; at integer; entries bigint;
  signs integer[]; begun integer[]; paid integer[]; visits integer[];
begin
  for run, history in select t.ordinality, t.value from jsonb_array_elements(histories) with ordinality t loop
    insert into leads (first_name, last_name, email, status) values ('Model', 'Lead', 'model@example.com', history ->> 'begins') returning id into l;
    signs := '{}'; begun := '{}'; paid := '{}'; visits := '{}';
    for step, event in select t.ordinality, t.value from jsonb_array_elements(history -> 'events') with ordinality t loop
      at := (event ->> 'at')::integer + 1;
      select count(*) into entries from activity_logs a where a.entity_type = 'lead' and a.entity_id = l and a.user_id is null;
      case event ->> 'act'
        when 'sign' then signs := signs || test_sign(l);
        when 'begin' then insert into bookings (lead_id) values (l); begun := begun || currval('bookings_id_seq')::integer;
        when 'pay' then insert into payments (lead_id, entry, cents, currency, price_cents, method) values (l, 'payment', 100, 'usd', 100, 'cash');
          paid := paid || currval('payments_id_seq')::integer;
        when 'book' then insert into appointments (title, scheduled_at, lead_id) values ('First visit', '2031-01-07 15:00', l);
          visits := visits || currval('appointments_id_seq')::integer;
        when 'void' then insert into signature_voids (signature_id, reason) select s.id, 'Withdrawn' from signatures s
          join questionnaire_responses r on r.id = s.response_id where s.id = signs[at] and r.state = 'complete'
            and not exists (select from signature_voids v where v.signature_id = s.id);
        when 'edit' then update questionnaire_responses r set state = 'superseded' from signatures s where s.response_id = r.id and s.id = signs[at]
          and r.state = 'complete' and not exists (select from signature_voids v where v.signature_id = s.id);
        when 'withdraw' then update bookings b set withdrawn_at = now() where b.id = begun[at] and b.withdrawn_at is null;
        when 'cancel' then update appointments a set status = 'Cancelled' where a.id = visits[at];
        when 'miss' then update appointments a set status = 'No Show' where a.id = visits[at];
        when 'reinstate' then update appointments a set status = 'Scheduled' where a.id = visits[at];
        when 'hold' then update appointments a set status = 'Completed' where a.id = visits[at];
        when 'drop' then delete from appointments a where a.id = visits[at];
        when 'hand' then
          perform set_config('app.user_id', '${byHand}', true), set_config('app.reason', 'Because', true);
          update leads set status = event ->> 'status' where id = l and leads.status <> event ->> 'status';
          perform set_config('app.user_id', '', true), set_config('app.reason', '', true);
        else
          insert into payments (lead_id, entry, cents, currency, price_cents, method, payment_id)
            select l, case event ->> 'act' when 'unpay' then 'void' else 'refund' end, case event ->> 'act' when 'refundHalf' then 50 else p.rest end, 'usd', 100, 'cash', p.id
            from (select p.id, p.cents - coalesce((select sum(b.cents) from payments b where b.payment_id = p.id), 0) as rest from payments p where p.id = paid[at]) p
            where case event ->> 'act' when 'refund' then p.rest > 0 else p.rest = 100 end;
      end case;
      select leads.status, earned_status(l) into status, earned from leads where id = l;
      select count(*) > entries into moved from activity_logs a where a.entity_type = 'lead' and a.entity_id = l and a.user_id is null;
      return next;
    end loop;
  end loop;
end $$`
