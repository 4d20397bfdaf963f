import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acting, actingAs, type DatabaseRole, effectOf } from '../test/acting.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

/** SQLSTATE of "permission denied" and of "new row violates row-level security policy". */
const refused = '42501'
/** Stands in every free text of the restricted records, and nowhere else. */
const marker = 'Zyzzyva'

let it: TestApp
let tables: string[]
const restricted = { lead: 0, contact: 0, task: 0, appointment: 0 }
const roles: DatabaseRole[] = ['sdr', 'coach', 'admin', 'patient', 'system']

beforeAll(async () => {
  it = await testApp()
  tables = (
    await it.sql<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1",
    )
  ).map(({ name }) => name)
  await restrictSomebody()
})
afterAll(() => it.close())

const person = (name: keyof TestApp['people']): Acting => {
  const { id, role } = it.people[name]
  return { role: role === 'SDR' ? 'sdr' : role === 'Admin' ? 'admin' : 'coach', userId: id }
}

/** A restricted lead of another SDR, converted to a restricted patient of another coach, with all that belongs to them. */
async function restrictSomebody(): Promise<void> {
  const { otherSdr, otherCoach } = it.people
  const names = { first_name: marker, last_name: marker, email: `${marker}@example.com`, phone: '555-0199', notes: marker }
  restricted.lead = await build.lead(it, { ...names, owner_id: otherSdr.id })
  restricted.contact = await build.contact(it, { ...names, lead_id: restricted.lead, health_coach_id: otherCoach.id })
  const of = { lead_id: restricted.lead, contact_id: restricted.contact, description: marker }
  restricted.task = await build.task(it, { ...of, title: marker, assigned_to_id: otherSdr.id })
  restricted.appointment = await build.appointment(it, { ...of, title: marker, user_id: otherCoach.id })
  await it.sql("INSERT INTO calls (lead_id, user_id, outcome, notes) VALUES ($1, $2, 'Reached', $3)", [
    restricted.lead,
    otherSdr.id,
    marker,
  ])
  await it.sql('INSERT INTO lead_conversions (lead_id, contact_id, reason) VALUES ($1, $2, $3)', [
    restricted.lead,
    restricted.contact,
    marker,
  ])
  for (const [kind, id] of Object.entries(restricted)) {
    await it.sql("INSERT INTO activity_logs (entity_type, entity_id, action, details, user_id) VALUES ($1, $2, 'updated', $3, $4)", [
      kind,
      id,
      JSON.stringify({ reason: marker }),
      otherSdr.id,
    ])
  }
  await build.restrict(it, 'lead', restricted.lead)
  await build.restrict(it, 'contact', restricted.contact)
  await it.sql('UPDATE record_restrictions SET reason = $1', [marker])
  await it.sql("UPDATE leads SET status = 'HHQ Signed' WHERE id = $1", [restricted.lead])
  await it.sql('UPDATE stage_history SET reason = $1 WHERE entity_id = $2', [marker, restricted.lead])
}

describe('the login of the app (C8)', () => {
  test('is no superuser, owns nothing, inherits nothing, passes no policy and makes nothing', async () => {
    const [login] = await it.sql(`SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication, rolinherit,
      (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) + (SELECT count(*)::int FROM pg_proc WHERE proowner = r.oid)
        + (SELECT count(*)::int FROM pg_namespace WHERE nspowner = r.oid) + (SELECT count(*)::int FROM pg_database WHERE datdba = r.oid) AS owned
      FROM pg_roles r WHERE rolname = 'healthcrm_app'`)
    expect(login).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      rolinherit: false,
      owned: 0,
    })
  })

  test('neither it nor any role it takes may change the schema', async () => {
    const statements = [
      'CREATE TABLE more (id integer)',
      'ALTER TABLE leads ADD COLUMN more text',
      'ALTER TABLE leads DISABLE ROW LEVEL SECURITY',
      'ALTER TABLE leads NO FORCE ROW LEVEL SECURITY',
      'DROP TABLE calls',
      'DROP POLICY sdr ON leads',
      'CREATE POLICY more ON leads USING (true)',
      'ALTER TABLE activity_logs DISABLE TRIGGER ALL',
      'CREATE FUNCTION more() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
      'CREATE OR REPLACE FUNCTION hidden(kind text) RETURNS integer[] LANGUAGE sql AS $$ SELECT ARRAY[]::integer[] $$',
      'SET session_replication_role = replica',
      'CREATE ROLE more SUPERUSER',
      'ALTER ROLE healthcrm_app BYPASSRLS',
      'CREATE SCHEMA more',
      'TRUNCATE leads CASCADE',
      'SELECT * FROM drizzle.__drizzle_migrations',
    ]
    const actors: (Acting | undefined)[] = [undefined, ...roles.map((role) => ({ role, userId: it.people.admin.id }))]
    for (const acting of actors) {
      for (const statement of statements)
        expect([acting?.role, statement, await effectOf(it, acting, statement)]).toEqual([acting?.role, statement, refused])
    }
  })
})

test('no role of the app hands on a right', async () => {
  for (const role of roles) {
    const handed = await actingAs(it, { role, userId: it.people.admin.id }, async (client) => {
      await client.query('GRANT ALL ON activity_logs, leads TO sdr, PUBLIC').catch(() => undefined)
      return client
        .query("SELECT has_table_privilege('sdr', 'activity_logs', 'UPDATE') AS wider")
        .catch(() => ({ rows: [{ wider: false }] }))
    })
    expect(handed.rows).toEqual([{ wider: false }])
  }
})

describe('every table', () => {
  test('is guarded by forced row-level security', async () => {
    const open = await it.sql(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)`,
    )
    expect(open).toEqual([])
    expect(tables.length).toBeGreaterThan(25)
  })

  test('without an actor shows no row, though rows are there', async () => {
    const full: string[] = []
    for (const table of tables) {
      const [row] = await it.sql<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`)
      if (row?.rows) full.push(table)
      expect([table, await actingAs(it, undefined, async (client) => (await client.query(`SELECT FROM ${table}`)).rowCount)]).toEqual([
        table,
        0,
      ])
    }
    process.stdout.write(`Empty without an actor: ${tables.length} tables, ${full.length} of them with rows\n`)
    expect(full).toEqual(
      expect.arrayContaining(['users', 'leads', 'contacts', 'tasks', 'appointments', 'activity_logs', 'calls', 'api_tokens']),
    )
  })

  test('without an actor takes no row', async () => {
    for (const table of tables) {
      for (const statement of [`DELETE FROM ${table}`, `INSERT INTO ${table} SELECT * FROM ${table}`]) {
        expect([statement, await effectOf(it, undefined, statement)]).toEqual([statement, refused])
      }
    }
  })

  test('the tables of signing in are out of reach for every person', async () => {
    const secret = [
      'user_credentials',
      'sessions',
      'second_factors',
      'recovery_codes',
      'api_tokens',
      'single_use_links',
      'sign_in_attempts',
      'request_allowances',
    ]
    for (const table of secret.filter((name) => tables.includes(name))) {
      for (const name of ['sdr', 'coach', 'admin'] as const) {
        expect([table, name, await effectOf(it, person(name), `SELECT FROM ${table}`)]).toEqual([table, name, refused])
      }
    }
  })
})

describe('the trail (F4)', () => {
  test('no role of the app can update, delete or truncate it', async () => {
    await it.sql("INSERT INTO access_log (via, route, status, request_id) VALUES ('anonymous', 'GET /leads', 401, 'r')")
    const statements = ['activity_logs', 'access_log'].flatMap((table) => [
      `UPDATE ${table} SET user_id = NULL`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ])
    for (const acting of [undefined, ...roles.map((role) => ({ role, userId: it.people.admin.id }))]) {
      for (const statement of statements)
        expect([acting?.role, statement, await effectOf(it, acting, statement)]).toEqual([acting?.role, statement, refused])
    }
  })

  test('nobody signs an entry with the name of somebody else', async () => {
    const entry = (userId: number | 'NULL') =>
      `INSERT INTO activity_logs (entity_type, entity_id, action, user_id) VALUES ('lead', 1, 'updated', ${userId})`
    for (const name of ['sdr', 'coach', 'admin'] as const) {
      expect(await effectOf(it, person(name), entry(it.people[name].id))).toBe(1)
      expect(await effectOf(it, person(name), entry(it.people.otherSdr.id))).toBe(refused)
      expect(await effectOf(it, person(name), entry('NULL'))).toBe(refused)
    }
  })
})

describe('password hashes of the portal', () => {
  test.each(['sdr', 'coach', 'admin', 'patient'] as const)('%s can neither read nor write, sort or filter by them', async (role) => {
    const statements = [
      'SELECT password_hash FROM leads',
      'SELECT * FROM leads',
      'SELECT id FROM leads ORDER BY password_hash',
      "SELECT id FROM leads WHERE password_hash LIKE 'a%'",
      'SELECT count(password_hash) FROM leads',
      'SELECT leads FROM leads',
      "UPDATE leads SET password_hash = 'a'",
      "UPDATE leads SET notes = '' RETURNING password_hash",
    ]
    for (const statement of statements) {
      expect([statement, await effectOf(it, { role, userId: it.people.admin.id }, statement)]).toEqual([statement, refused])
    }
  })
})

describe('a restricted record (C4)', () => {
  /** Everything the actor can read of a table, as text. */
  async function readable(acting: Acting, table: string): Promise<string | undefined> {
    return actingAs(it, acting, async (client) => {
      const { rows: columns } = await client.query<{ name: string }>(
        `SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped
           AND has_column_privilege('${table}', attnum, 'SELECT')`,
      )
      if (!columns.length) return undefined
      const { rows } = await client.query(`SELECT ${columns.map(({ name }) => name).join(', ')} FROM ${table}`)
      return JSON.stringify(rows)
    })
  }
  const seenBy = async (acting: Acting) => {
    const seen: string[] = []
    for (const table of tables) {
      if ((await readable(acting, table))?.toLowerCase().includes(marker.toLowerCase())) seen.push(table)
    }
    return seen
  }
  /** Where its words are at all. */
  const everywhere = [
    'activity_logs',
    'appointments',
    'calls',
    'contacts',
    'lead_conversions',
    'leads',
    'record_restrictions',
    'restricted_search',
    'stage_history',
    'tasks',
  ]

  test('its words occur nowhere for an SDR or coach who is not its own, in any table', async () => {
    expect(await seenBy(person('sdr'))).toEqual([])
    expect(await seenBy(person('coach'))).toEqual([])
  })

  test('an Admin sees them wherever they are', async () => {
    expect(await seenBy(person('admin'))).toEqual(everywhere)
  })

  test('its owner and its coach see their own part', async () => {
    expect(await seenBy(person('otherSdr'))).toEqual(expect.arrayContaining(['leads', 'calls', 'restricted_search', 'stage_history']))
    expect(await seenBy(person('otherCoach'))).toEqual(expect.arrayContaining(['contacts', 'restricted_search']))
    expect(await seenBy(person('otherSdr'))).not.toContain('contacts')
    expect(await seenBy(person('otherCoach'))).not.toContain('leads')
  })

  test('its id leads a stranger to no row and no count', async () => {
    const { lead, contact, task, appointment } = restricted
    const statements = [
      `SELECT FROM leads WHERE id = ${lead}`,
      `SELECT FROM contacts WHERE id = ${contact} OR lead_id = ${lead}`,
      `SELECT FROM tasks WHERE id = ${task} OR lead_id = ${lead} OR contact_id = ${contact}`,
      `SELECT FROM appointments WHERE id = ${appointment} OR lead_id = ${lead}`,
      `SELECT FROM calls WHERE lead_id = ${lead}`,
      `SELECT FROM lead_conversions WHERE lead_id = ${lead}`,
      `SELECT FROM stage_history WHERE entity_type = 'lead' AND entity_id = ${lead} OR entity_type = 'contact' AND entity_id = ${contact}`,
      `SELECT FROM activity_logs WHERE (entity_type, entity_id) IN (('lead', ${lead}), ('contact', ${contact}), ('task', ${task}), ('appointment', ${appointment}))`,
      `SELECT FROM restricted_search`,
      `SELECT FROM lead_search WHERE lead_id = ${lead}`,
      `SELECT FROM contact_search WHERE contact_id = ${contact}`,
      `SELECT FROM task_search WHERE task_id = ${task}`,
      `SELECT FROM (SELECT sum(n) AS n FROM (SELECT total AS n FROM lead_counts WHERE owner_id = ${it.people.otherSdr.id}
         UNION ALL SELECT change FROM lead_count_deltas WHERE owner_id = ${it.people.otherSdr.id}) s) t WHERE n > 0`,
    ]
    for (const name of ['sdr', 'coach'] as const) {
      for (const statement of statements)
        expect([name, statement, await effectOf(it, person(name), statement)]).toEqual([name, statement, 0])
    }
  })

  test('a stranger changes and deletes nothing of it', async () => {
    const { lead, contact, task, appointment } = restricted
    const statements = [
      `UPDATE leads SET notes = 'x' WHERE id = ${lead}`,
      `DELETE FROM leads WHERE id = ${lead}`,
      `UPDATE tasks SET title = 'x' WHERE id = ${task}`,
      `DELETE FROM tasks WHERE id = ${task}`,
      `UPDATE appointments SET title = 'x' WHERE id = ${appointment}`,
      `DELETE FROM appointments WHERE id = ${appointment}`,
    ]
    for (const name of ['sdr', 'coach'] as const) {
      for (const statement of statements)
        expect([name, statement, await effectOf(it, person(name), statement)]).toEqual([name, statement, 0])
    }
    expect(await effectOf(it, person('coach'), `UPDATE contacts SET notes = 'x' WHERE id = ${contact}`)).toBe(0)
    expect(await effectOf(it, person('sdr'), `UPDATE contacts SET notes = 'x' WHERE id = ${contact}`)).toBe(refused)
  })

  test('a stranger calls nothing that deletes or links what belongs to it', async () => {
    const { lead, contact } = restricted
    const own = it.people.sdr.id
    expect(await effectOf(it, person('sdr'), `SELECT delete_dependents('lead', ${lead})`)).toBe(refused)
    expect(await effectOf(it, person('coach'), `SELECT delete_dependents('lead', ${lead})`)).toBe(refused)
    expect(await effectOf(it, person('coach'), `SELECT delete_dependents('contact', ${contact})`)).toBe(refused)
    expect(await effectOf(it, person('sdr'), `INSERT INTO calls (lead_id, user_id, outcome) VALUES (${lead}, ${own}, 'x')`)).toBe(refused)
    const link = `INSERT INTO lead_conversions (lead_id, contact_id, converted_by_id) VALUES (${lead}, ${contact}, ${own})`
    expect(await effectOf(it, person('sdr'), link)).toBe(refused)
    expect(await effectOf(it, person('admin'), `SELECT delete_dependents('lead', ${lead})`)).toBe(1)
  })
})

describe('who may write what, by raw SQL', () => {
  const day = "now() - interval '25 hours'"
  const cases: [string, keyof TestApp['people'], (ids: Ids) => string, number | string][] = [
    ['an SDR changes any lead', 'sdr', ({ leadOfOther }) => `UPDATE leads SET notes = 'x' WHERE id = ${leadOfOther}`, 1],
    ['an SDR deletes any lead', 'sdr', ({ leadOfOther }) => `DELETE FROM leads WHERE id = ${leadOfOther}`, 1],
    ['a coach changes a lead of theirs', 'coach', ({ leadOfCoach }) => `UPDATE leads SET notes = 'x' WHERE id = ${leadOfCoach}`, 1],
    [
      'a coach may not change a lead of somebody else',
      'coach',
      ({ leadOfOther }) => `UPDATE leads SET notes = 'x' WHERE id = ${leadOfOther}`,
      0,
    ],
    ['a coach may not change a young unassigned lead', 'coach', ({ young }) => `UPDATE leads SET notes = 'x' WHERE id = ${young}`, 0],
    [
      'a coach may not take a young unassigned lead',
      'coach',
      ({ young, coach }) => `UPDATE leads SET owner_id = ${coach} WHERE id = ${young}`,
      0,
    ],
    [
      'a coach claims a lead unassigned for a day',
      'coach',
      ({ old, coach }) => `UPDATE leads SET owner_id = ${coach} WHERE id = ${old}`,
      1,
    ],
    ['a coach may not delete a lead of somebody else', 'coach', ({ leadOfOther }) => `DELETE FROM leads WHERE id = ${leadOfOther}`, 0],
    ['a coach may not delete an unassigned lead', 'coach', ({ old }) => `DELETE FROM leads WHERE id = ${old}`, 0],
    ['a coach changes any patient', 'coach', ({ contact }) => `UPDATE contacts SET notes = 'x' WHERE id = ${contact}`, 1],
    ['an SDR may not change a patient', 'sdr', ({ contact }) => `UPDATE contacts SET notes = 'x' WHERE id = ${contact}`, refused],
    ['an SDR may not delete a patient', 'sdr', ({ contact }) => `DELETE FROM contacts WHERE id = ${contact}`, refused],
    [
      'an SDR opens no patient without a lead',
      'sdr',
      () => "INSERT INTO contacts (first_name, last_name, email) VALUES ('a', 'b', 'c')",
      refused,
    ],
    ['an SDR changes a task of a lead', 'sdr', ({ leadTask }) => `UPDATE tasks SET title = 'x' WHERE id = ${leadTask}`, 1],
    [
      'an SDR may not change a task of a patient alone',
      'sdr',
      ({ contactTask }) => `UPDATE tasks SET title = 'x' WHERE id = ${contactTask}`,
      0,
    ],
    ['a coach changes a task of a patient', 'coach', ({ contactTask }) => `UPDATE tasks SET title = 'x' WHERE id = ${contactTask}`, 1],
    ['a coach may not change a task of a lead alone', 'coach', ({ leadTask }) => `UPDATE tasks SET title = 'x' WHERE id = ${leadTask}`, 0],
    ['a coach may not delete a task of a lead alone', 'coach', ({ leadTask }) => `DELETE FROM tasks WHERE id = ${leadTask}`, 0],
    [
      'nobody sets a task in the name of another',
      'sdr',
      ({ coach }) => `INSERT INTO tasks (title, created_by_id) VALUES ('x', ${coach})`,
      refused,
    ],
    ['an SDR changes an appointment of a lead', 'sdr', ({ leadVisit }) => `UPDATE appointments SET title = 'x' WHERE id = ${leadVisit}`, 1],
    [
      'an SDR may not change one of a patient alone',
      'sdr',
      ({ contactVisit }) => `UPDATE appointments SET title = 'x' WHERE id = ${contactVisit}`,
      0,
    ],
    [
      'an SDR may not take the lead from an appointment',
      'sdr',
      ({ leadVisit }) => `UPDATE appointments SET lead_id = NULL WHERE id = ${leadVisit}`,
      refused,
    ],
    ['a coach changes any appointment', 'coach', ({ leadVisit }) => `UPDATE appointments SET title = 'x' WHERE id = ${leadVisit}`, 1],
    [
      'nobody logs a call as somebody else',
      'sdr',
      ({ young, coach }) => `INSERT INTO calls (lead_id, user_id, outcome) VALUES (${young}, ${coach}, 'x')`,
      refused,
    ],
    ['an SDR makes nobody an Admin', 'sdr', ({ sdr }) => `UPDATE users SET role = 'Admin' WHERE id = ${sdr}`, refused],
    ['a coach makes nobody an Admin', 'coach', ({ coach }) => `UPDATE users SET role = 'Admin' WHERE id = ${coach}`, refused],
    ['an SDR reads no e-mail of staff', 'sdr', () => 'SELECT email FROM users', refused],
    ['an SDR lifts no restriction', 'sdr', () => 'DELETE FROM record_restrictions', refused],
    ['a coach reads no deleted record', 'coach', () => 'SELECT FROM deleted_records', refused],
    [
      'a coach deletes no dependents of a lead of somebody else',
      'coach',
      ({ leadOfOther }) => `SELECT delete_dependents('lead', ${leadOfOther})`,
      refused,
    ],
    ['an SDR deletes no dependents of a patient', 'sdr', ({ contact }) => `SELECT delete_dependents('contact', ${contact})`, refused],
    ['a coach deletes the dependents of a patient', 'coach', ({ contact }) => `SELECT delete_dependents('contact', ${contact})`, 1],
    ['nobody writes the history by hand', 'admin', () => 'DELETE FROM stage_history', refused],
    ['nobody frees a slot by hand', 'admin', () => 'DELETE FROM appointment_slots', refused],
    [
      'nobody opens the portal for a lead by hand',
      'admin',
      ({ young }) => `UPDATE leads SET portal_access = true WHERE id = ${young}`,
      refused,
    ],
    ['role patient without a person sees no lead', 'sdr', () => 'RESET ROLE; SET LOCAL ROLE patient; SELECT FROM leads', 0],
  ]
  type Ids = Record<
    | 'leadOfOther'
    | 'leadOfCoach'
    | 'young'
    | 'old'
    | 'contact'
    | 'leadTask'
    | 'contactTask'
    | 'leadVisit'
    | 'contactVisit'
    | 'sdr'
    | 'coach',
    number
  >
  let ids: Ids

  beforeAll(async () => {
    const { sdr, coach, otherSdr } = it.people
    const contact = await build.contact(it)
    const young = await build.lead(it)
    const old = await build.lead(it)
    await it.sql(`UPDATE leads SET created_at = ${day} WHERE id = $1`, [old])
    ids = {
      leadOfOther: await build.lead(it, { owner_id: otherSdr.id }),
      leadOfCoach: await build.lead(it, { owner_id: coach.id }),
      young,
      old,
      contact,
      leadTask: await build.task(it, { lead_id: young }),
      contactTask: await build.task(it, { contact_id: contact }),
      leadVisit: await build.appointment(it, { lead_id: young }),
      contactVisit: await build.appointment(it, { contact_id: contact }),
      sdr: sdr.id,
      coach: coach.id,
    }
  })

  test.each(cases)('%s', async (_rule, name, statement, effect) => {
    expect(await effectOf(it, person(name), statement(ids))).toBe(effect)
  })
})
