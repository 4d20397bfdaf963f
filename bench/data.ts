/** Makes the bench's clinic in SQL alone: a million leads bring 300,000 patients, 2 M tasks, 1 M visits, 10 M trail entries. */
import pg from 'pg'
import { firstNames, lastNames, leadNotes, leadTypes } from '../server/demo/words.ts'
import { contactStages, leadReadinesses, leadSources, leadStatuses, taskPriorities, taskStatuses } from '../shared/values.ts'

/** Ids of SDRs run from 1, coaches follow, the last one is the Admin. */
export const staffFor = (leads: number) => {
  const sellers = Math.max(10, Math.round(leads / 20_000))
  const coaches = Math.max(10, Math.round(leads / 40_000))
  return { sellers, coaches }
}

export async function makeClinic(ownerUrl: string, leads: number, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c timezone=UTC -c statement_timeout=0' })
  await client.connect()
  try {
    // Triggers rest while sets are written; what they keep is filled by the statements below.
    await client.query(
      "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '256MB'",
    )
    await client.query('select setseed(0.5)')
    const restore = await setIndexesAside(client)
    for (const { what, sql } of steps(leads)) {
      say(`  ${what}`)
      await client.query(sql)
    }
    say('  indexes')
    for (const statement of restore) await client.query(statement)
    say('  statistics')
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}

/** Drops what can be built faster at the end; answers the statements that build it. */
async function setIndexesAside(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; make: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
    from pg_constraint where contype = 'x' and connamespace = 'public'::regnamespace
    union all
    select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint where conindid = i.indexrelid)`)
  for (const { drop } of rows) await client.query(drop)
  return rows.map(({ make }) => make)
}

const list = (values: readonly string[]) => `array[${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')}]`
const any = (values: readonly string[]) => `(${list(values)})[1 + floor(random() * ${values.length})]`
/** Days ago, most of them lately. */
const ago = (days: number) => `now() - ${days} * random() * random() * interval '1 day'`

function steps(leads: number): { what: string; sql: string }[] {
  const { sellers, coaches } = staffFor(leads)
  const staff = sellers + coaches
  const seller = `(1 + floor(random() * ${sellers}))::int`
  const coach = `(${sellers} + 1 + floor(random() * ${coaches}))::int`
  return [
    { what: 'staff', sql: staffSql(sellers, staff) },
    { what: `${leads} leads`, sql: leadsSql(leads, seller, coach) },
    { what: 'patients', sql: patientsSql(coach, staff) },
    { what: 'tasks', sql: tasksSql(leads, seller) },
    { what: 'visits', sql: visitsSql(leads, sellers, coaches) },
    { what: 'trail', sql: trailSql(leads, seller) },
    { what: 'search words, history and counts', sql: besideSql(staff) },
    {
      what: 'sequences',
      sql: ['users', 'leads', 'contacts', 'tasks', 'appointments', 'activity_logs']
        .map((table) => `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`)
        .join('; '),
    },
  ]
}

const staffSql = (sellers: number, staff: number) => `
  insert into users (id, email, first_name, last_name, role)
  select g, 'person' || g || '@northgate.example.com', ${any(firstNames)}, ${any(lastNames)},
    case when g <= ${sellers} then 'SDR' when g <= ${staff} then 'Health Coach' else 'Admin' end
  from generate_series(1, ${staff + 1}) g`

/** Three of ten leads are won: they are paid and booked. */
const leadsSql = (leads: number, seller: string, coach: string) => `
  insert into leads (id, first_name, last_name, email, phone, status, lead_source, lead_readiness, lead_outcome, lead_type,
    number_of_calls, last_contacted, owner_id, health_coach_booked_with, notes, created_at, updated_at)
  select g, f, l, lower(f || '.' || l) || g || '@example.com', '+1212' || lpad((g * 7919::bigint % 10000000)::text, 7, '0'),
    case when g % 10 < 3 then 'Booking: Paid/Booked' else ${any(leadStatuses)} end, ${any(leadSources)}::lead_source, ${any(leadReadinesses)},
    'Reached', ${any(leadTypes)}, floor(random() * 6), ${ago(100)}, case when random() > 0.04 then ${seller} end,
    case when g % 10 < 3 then ${coach} end, case when random() < 0.4 then ${any(leadNotes)} end, ${ago(700)}, ${ago(90)}
  from (select g, ${any(firstNames)} as f, ${any(lastNames)} as l from generate_series(1, ${leads}) g offset 0) p`

const patientsSql = (coach: string, admin: number) => `
  insert into contacts (id, first_name, last_name, email, phone, stage, health_coach_id, lead_id, created_at, updated_at)
  select row_number() over (order by id), first_name, last_name, email, phone, ${any(contactStages)},
    coalesce(health_coach_booked_with, ${coach}), id, updated_at, updated_at from leads where id % 10 < 3;
  insert into lead_conversions (lead_id, contact_id, converted_by_id, created_at) select lead_id, id, ${admin}, created_at from contacts`

const tasksSql = (leads: number, seller: string) => `
  insert into tasks (id, title, priority, status, assigned_to_id, created_by_id, lead_id, due_date, completed_at, created_at, updated_at)
  select g, 'Call ' || ${any(lastNames)} || ' about the visit', ${any(taskPriorities)}, s, u, u, 1 + g % ${leads},
    now() + (random() * 30 - 20) * interval '1 day', case when s = 'Completed' then ${ago(30)} end, ${ago(300)}, ${ago(60)}
  from (select g, ${any([...taskStatuses, 'Completed', 'Completed'])} as s, ${seller} as u from generate_series(1, ${2 * leads}) g offset 0) t`

/** Coaches' days are full and never overlap: visit after visit, half an hour each. */
const visitsSql = (leads: number, sellers: number, coaches: number) => `
  insert into appointments (id, title, scheduled_at, duration, status, user_id, lead_id, meeting_link, created_at, updated_at)
  select g, 'First visit', at, 30, case when at < now() then 'Completed' else 'Scheduled' end, ${sellers} + 1 + g % ${coaches},
    1 + (g * 31::bigint) % ${leads}, 'https://meet.example.com/' || g, at - interval '6 days', at
  from (select g, date_trunc('day', now()) + (g / ${coaches} - ${Math.floor(leads / coaches)} * 0.98)::int * interval '30 minutes' as at
    from generate_series(1, ${leads}) g) v;
  insert into appointment_slots (appointment_id, user_id, starts_at, ends_at)
  select id, user_id, scheduled_at, scheduled_at + interval '30 minutes' from appointments`

const trailSql = (leads: number, seller: string) => `
  insert into activity_logs (id, entity_type, entity_id, action, details, user_id, created_at)
  select g, case when g % 4 = 0 then 'task' else 'lead' end, 1 + (g * 7::bigint) % ${leads}, 'updated',
    '{"changes":{"leadReadiness":["Cold","Warm"]}}', ${seller}, now() - (${10 * leads} - g) * interval '5 seconds'
  from generate_series(1, ${10 * leads}) g`

const besideSql = (admin: number) => `
  insert into lead_search select id, person_words(first_name, last_name, email, phone) from leads;
  insert into contact_search select id, person_words(first_name, last_name, email, phone) from contacts;
  insert into task_search select id, ' ' || normalised(title) from tasks;
  insert into stage_history (entity_type, entity_id, stage, entered_at, entered_by_id)
    select 'lead', id, status, created_at, ${admin} from leads union all select 'contact', id, stage, created_at, ${admin} from contacts;
  delete from lead_counts;
  insert into lead_counts (status, lead_readiness, lead_source, owner_id, total)
    select status, lead_readiness, lead_source, owner_id, count(*) from leads group by 1, 2, 3, 4`
