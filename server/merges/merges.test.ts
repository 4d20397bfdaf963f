import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Merge {
  id: number
  undoneAt: string | null
}
type Kind = 'lead' | 'contact'
const ask = (person: Person, entityType: Kind, keptId: number, mergedId: number, more: object = {}) =>
  clinic.as(person).post<Merge & Record<string, unknown>>('/merges', { entityType, keptId, mergedId, ...more })
async function merged(person: Person, entityType: Kind, keptId: number, mergedId: number, more: object = {}): Promise<number> {
  const { status, body, text } = await ask(person, entityType, keptId, mergedId, more)
  expect([status, status === 201 ? '' : text]).toEqual([201, ''])
  return body.id
}
const part = (person: Person, id: number) => clinic.as(person).delete(`/merges/${id}`)
const one = async (table: string, id: number) => (await clinic.sql(`select * from ${table} where id = $1`, [id]))[0] ?? {}

/** The trail and the merges themselves go on; counts are kept as differences. Everything else has to be what it was. */
const counts = ['lead_counts', 'lead_count_sums', 'lead_count_deltas']
const goesOn = ['activity_logs', 'access_log', 'merges', ...counts, 'idempotency_keys', 'api_tokens']
async function sums(): Promise<Record<string, string>> {
  const tables = await clinic.sql<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' order by 1")
  const entries: [string, string][] = []
  for (const { name } of tables.filter((table) => !goesOn.includes(table.name))) {
    const [row] = await clinic.sql<{ md5: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as md5 from ${name} t`,
    )
    entries.push([name, row?.md5 ?? ''])
  }
  return Object.fromEntries(entries)
}

/** A lead with everything that can hang on one. */
async function fullLead(row: Record<string, unknown> = {}): Promise<number> {
  const { sdr, admin } = clinic.people
  const id = await build.lead(clinic, { phone: '+1 303 555 0142', notes: 'first words', number_of_calls: 2, status: 'HHQ Signed', ...row })
  await build.task(clinic, { lead_id: id, assigned_to_id: sdr.id })
  // Past: it earns no status, so that what a test sets stands.
  await build.appointment(clinic, { lead_id: id, scheduled_at: '2020-01-07 15:00' })
  await clinic.sql("insert into calls (lead_id, user_id, outcome) values ($1, $2, 'Reached')", [id, sdr.id])
  await clinic.sql("insert into comments (entity_type, entity_id, user_id, body) values ('lead', $1, $2, 'hello')", [id, sdr.id])
  await clinic.sql(
    "insert into task_series (title, priority, lead_id, every, starts_at, created_by_id) values ('Weekly', 'Low', $1, 'week', now(), $2)",
    [id, admin.id],
  )
  await clinic.sql("insert into person_profiles (entity_type, entity_id, state) values ('lead', $1, 'CO') on conflict do nothing", [id])
  return id
}

test('everything of the merged lead becomes the kept one’s; its id is no more and the timeline tells it', async () => {
  const { sdr } = clinic.people
  const [kept, gone] = [
    await build.lead(clinic, { email: 'a@example.com', lead_type: 'kept' }),
    await fullLead({ email: 'b@example.com', lead_type: 'gone' }),
  ]
  await clinic.as(sdr).patch(`/leads/${gone}`, { leadReadiness: 'Hot' })
  const id = await merged(sdr, 'lead', kept, gone, { fields: { email: 'merged', status: 'merged', notes: 'both' } })
  expect(await one('leads', kept)).toMatchObject({
    email: 'b@example.com',
    lead_type: 'kept',
    status: 'HHQ Signed',
    notes: 'first words',
    number_of_calls: 2,
  })
  for (const table of ['tasks', 'appointments', 'calls', 'task_series']) {
    expect([table, await clinic.sql(`select count(*)::int as count from ${table} where lead_id = $1`, [kept])]).toEqual([
      table,
      [{ count: 1 }],
    ])
  }
  expect((await clinic.as(sdr).get(`/leads/${gone}`)).status).toBe(404)
  expect(await clinic.sql("select entity_id from deleted_records where entity_type = 'lead' and entity_id = $1", [gone])).toHaveLength(1)
  const { data } = (await clinic.as(sdr).get<{ data: { action: string; entityId: number }[] }>(`/leads/${kept}/timeline`)).body
  expect(data.map(({ action, entityId }) => [action, entityId])).toEqual(
    expect.arrayContaining([
      ['merged', kept],
      ['updated', gone],
    ]),
  )
  expect((await trailOf(clinic, 'lead', kept)).at(-1)).toEqual({
    action: 'merged',
    details: { mergedId: gone, mergeId: id, fields: ['email', 'status', 'notes'] },
    userId: sdr.id,
  })
  expect(
    await clinic.sql("select count(*)::int as count from stage_history where entity_type = 'lead' and entity_id = $1", [gone]),
  ).toEqual([{ count: 1 }])
})

test('parted again, every row of every table is what it was (G6)', async () => {
  const { sdr, admin } = clinic.people
  const [kept, gone] = [
    await fullLead({ notes: 'kept', portal_access: false }),
    await fullLead({ notes: 'gone', portal_access: true, password_hash: 'x' }),
  ]
  const before = await sums()
  const id = await merged(sdr, 'lead', kept, gone, { fields: { status: 'merged', firstName: 'merged', notes: 'both' } })
  expect((await one('leads', kept)).portal_access).toBe(true)
  expect((await part(sdr, id)).body.undoneAt).not.toBeNull()
  expect(await sums()).toEqual(before)
  expect(await actionsOf(clinic, 'lead', kept)).toEqual(['merged', 'parted'])
  expect((await part(admin, id)).status).toBe(200)
  expect(await actionsOf(clinic, 'lead', kept)).toEqual(['merged', 'parted'])
})

test('a conversion, its patient and its restriction move along, and come back', async () => {
  const { sdr, coach, admin } = clinic.people
  const [kept, gone] = [await fullLead(), await fullLead({ status: 'Booking: Paid/Booked', health_coach_booked_with: coach.id })]
  const patient = (await clinic.as(sdr).post<{ id: number }>(`/leads/${gone}/conversion`)).body.id
  await build.restrict(clinic, 'lead', gone)
  expect((await ask(sdr, 'lead', kept, gone)).status).toBe(404)
  const before = await sums()
  const id = await merged(admin, 'lead', kept, gone)
  expect(await one('contacts', patient)).toMatchObject({ lead_id: kept })
  expect(await clinic.sql('select contact_id from tasks where lead_id = $1 order by id', [kept])).toEqual([
    { contact_id: patient },
    { contact_id: patient },
  ])
  expect((await clinic.as(sdr).get(`/leads/${kept}`)).status).toBe(404)
  expect((await clinic.as(sdr).get<{ data: unknown[] }>(`/activity?entityType=lead&entityId=${gone}`)).body.data).toEqual([])
  expect((await part(sdr, id)).status).toBe(404)
  expect((await part(admin, id)).status).toBe(200)
  expect(await sums()).toEqual(before)
})

test('two leads that became two patients are refused until the patients are one', async () => {
  const { coach, admin } = clinic.people
  const lead = () => fullLead({ status: 'Booking: Paid/Booked', health_coach_booked_with: coach.id })
  const [a, b] = [await lead(), await lead()]
  const convert = async (id: number) => (await clinic.as(admin).post<{ id: number }>(`/leads/${id}/conversion`)).body.id
  const [first, second] = [await convert(a), await convert(b)]
  const refused = await ask(admin, 'lead', a, b)
  expect([refused.status, refused.body.type]).toEqual([409, 'urn:healthcrm:problem:both_converted'])
  const before = await sums()
  const patients = await merged(coach, 'contact', first, second, { fields: { lastName: 'merged' } })
  const between = await sums()
  const leads = await merged(admin, 'lead', a, b)
  const blocked = await part(coach, patients)
  expect([blocked.status, blocked.body.detail]).toEqual([409, expect.stringContaining('which lead became which patient')])
  expect((await part(admin, leads)).status).toBe(200)
  expect(await sums()).toEqual(between)
  expect((await part(coach, patients)).status).toBe(200)
  expect(await sums()).toEqual(before)
})

test('patients are merged by those who may change both, and by nobody else', async () => {
  const { sdr, coach, otherCoach } = clinic.people
  const [a, b] = [await build.contact(clinic, { stage: 'Initial Labs' }), await build.contact(clinic)]
  expect((await ask(sdr, 'contact', a, b)).status).toBe(403)
  const [mine, foreign] = [await build.lead(clinic, { owner_id: coach.id }), await build.lead(clinic, { owner_id: otherCoach.id })]
  expect((await ask(coach, 'lead', mine, foreign)).status).toBe(403)
  await build.restrict(clinic, 'contact', b)
  expect((await ask(coach, 'contact', a, b)).status).toBe(404)
  await clinic.sql('update contacts set health_coach_id = $1 where id = $2', [coach.id, b])
  expect((await ask(coach, 'contact', a, b)).status).toBe(403)
  const own = await merged(coach, 'contact', a, await build.contact(clinic), { fields: { stage: 'merged' } })
  expect((await part(otherCoach, own)).status).toBe(404)
  const listed = async (person: Person) =>
    (await clinic.as(person).get<{ data: Merge[] }>('/merges?limit=200')).body.data.map(({ id }) => id)
  expect(await listed(coach)).toContain(own)
  expect(await listed(clinic.people.admin)).toContain(own)
  expect(await listed(otherCoach)).not.toContain(own)
})

test('of two who merge the same two at once one wins and the other is told', async () => {
  const { sdr, otherSdr, admin } = clinic.people
  for (let round = 0; round < 5; round++) {
    const [a, b] = [await fullLead(), await fullLead()]
    const people = [sdr, otherSdr, admin]
    const answers = await atOnce(6, (index) =>
      index % 2 ? ask(people[index % 3] ?? sdr, 'lead', a, b) : ask(people[index % 3] ?? sdr, 'lead', b, a),
    )
    expect(statusesOf(answers)).toEqual([201, 409, 409, 409, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body.detail).toMatch(/has been merged into lead \d+ already/)
  }
})

test('a merge against an edit: one wins, the other is told', async () => {
  const { sdr, otherSdr } = clinic.people
  const [kept, gone] = [await build.lead(clinic), await build.lead(clinic)]
  const etag = (await clinic.as(sdr).get(`/leads/${gone}`)).headers.etag
  await clinic.as(otherSdr).patch(`/leads/${gone}`, { notes: 'just now' })
  expect((await ask(sdr, 'lead', kept, gone, { etags: { merged: etag } })).status).toBe(412)
  const [edit, merge] = await Promise.all([clinic.as(otherSdr).patch(`/leads/${gone}`, { notes: 'later' }), ask(sdr, 'lead', kept, gone)])
  expect(merge.status).toBe(201)
  expect([200, 404]).toContain(edit.status)
  expect((await clinic.as(otherSdr).patch(`/leads/${gone}`, { notes: 'too late' })).status).toBe(404)
})

test('what stands in the way of parting is named; what came since stays with the kept one', async () => {
  const { sdr, admin } = clinic.people
  const [kept, gone] = [await fullLead(), await fullLead()]
  const id = await merged(sdr, 'lead', kept, gone)
  await clinic.as(sdr).patch(`/leads/${kept}`, { leadReadiness: 'Hot', lastName: 'Other' })
  const refused = await part(sdr, id)
  expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('lastName, leadReadiness')])
  const [row] = await clinic.sql<{ kept_after: { last_name: string } }>('select kept_after from merges where id = $1', [id])
  await clinic.as(sdr).patch(`/leads/${kept}`, { leadReadiness: 'Cold', lastName: row?.kept_after.last_name })
  const since = await build.task(clinic, { lead_id: kept, title: 'Since' })
  const [moved] = await clinic.sql<{ id: number }>('select max(id) as id from tasks where lead_id = $1 and id <> $2', [kept, since])
  await clinic.as(admin).patch(`/tasks/${moved?.id}`, { title: 'Edited since' })
  expect((await part(sdr, id)).status).toBe(200)
  expect(await one('tasks', since)).toMatchObject({ lead_id: kept })
  expect(await one('tasks', moved?.id ?? 0)).toMatchObject({ lead_id: gone, title: 'Edited since' })
})

test('a chain is parted from its end; a merged record is not restored past its merge', async () => {
  const { admin } = clinic.people
  const [a, b, c] = [await fullLead(), await fullLead(), await fullLead()]
  const before = await sums()
  const first = await merged(admin, 'lead', b, c)
  const second = await merged(admin, 'lead', a, b)
  expect((await part(admin, first)).status).toBe(409)
  const told = await ask(admin, 'lead', a, c)
  expect([told.status, told.body.detail]).toEqual([409, `Lead ${c} has been merged into lead ${a} already.`])
  await build.restrict(clinic, 'lead', a)
  const hidden = await ask(clinic.people.sdr, 'lead', b, c)
  expect([hidden.status, String(hidden.body.detail).includes(String(a))]).toEqual([404, false])
  await clinic.sql('delete from record_restrictions where entity_id = $1', [a])
  const { data } = (await clinic.as(admin).get<{ data: { id: number }[] }>(`/deleted-records?entityType=lead&entityId=${c}`)).body
  expect((await clinic.as(admin).post(`/deleted-records/${data[0]?.id}/restoration`)).status).toBe(409)
  expect((await part(admin, second)).status).toBe(200)
  expect((await part(admin, first)).status).toBe(200)
  expect(await sums()).toEqual(before)
})

test('every place that refers to a lead or a patient is one that a merge knows', async () => {
  const keys = await clinic.sql<{ tab: string }>(
    "select conrelid::regclass::text as tab from pg_constraint where contype = 'f' and confrelid in ('leads'::regclass, 'contacts'::regclass)",
  )
  const kinds = await clinic.sql<{ tab: string }>(
    "select table_name as tab from information_schema.columns where table_schema = 'public' and column_name = 'entity_id'",
  )
  const known = (
    await clinic.sql<{ tab: string }>("select tab from references_to('lead') union select tab from references_to('contact')")
  ).map(({ tab }) => tab)
  // Trails and histories keep the id under which something happened; words follow by trigger, jobs tell what they did; a
  // restriction, and the word for a status, are carried over by themselves.
  const keep = [
    'activity_logs',
    'access_log',
    'stage_history',
    'deleted_records',
    'restorations',
    'restricted_search',
    'bulk_job_items',
    'record_restrictions',
    'status_overrides',
    // Of the moment: sessions, links and slots kept for minutes end with the record they were for.
    'portal_sessions',
    'portal_links',
    'portal_idempotency_keys',
    'slot_holds',
    // What was held or looked up stays under the id whose trail it is about.
    'legal_holds',
    'record_reviews',
  ]
  const all = [...new Set([...keys, ...kinds].map(({ tab }) => tab))].sort()
  expect(all.filter((tab) => !known.includes(tab) && !keep.includes(tab))).toEqual([])
})

test('bad input is named; what is not there is a 404', async () => {
  const { admin } = clinic.people
  const id = await build.lead(clinic)
  expect(badFields(await ask(admin, 'lead', id, id))).toEqual(['mergedId'])
  expect(badFields(await ask(admin, 'lead', id, id + 1, { fields: { email: 'both', colour: 'kept' } }))).toEqual([
    'fields.colour',
    'fields.email',
  ])
  expect((await ask(admin, 'lead', id, 2147483000)).status).toBe(404)
  expect((await part(admin, 2147483000)).status).toBe(404)
})
