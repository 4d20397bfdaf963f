import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealTrails } from '../operations/seals/seal-trails.ts'
import { openSettling } from '../operations/seals/settled.ts'
import { verifyTrails } from '../operations/seals/verify.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { type SignedInPatient, signedInPatient } from '../test/patient.ts'
import { badFields, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Expungement {
  id: number
  leadIds: number[]
  contactIds: number[]
  counts: Record<string, number>
  backupsUntil: string
}
const reason = 'They asked for it'
const name = 'Canary Quetzalcoatl'
const canaries = ['canary', 'quetzalcoatl', '5550177', '203.0.113.77']

/** Every table of the database in which a text or a file holds one of the words. */
async function tablesThatSay(words: readonly string[]): Promise<string[]> {
  const columns = await clinic.sql<{ tab: string; col: string; kind: string }>(
    `select format('%I.%I', table_schema, table_name) as tab, column_name as col, data_type as kind from information_schema.columns
     join information_schema.tables using (table_schema, table_name)
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )
  const found = new Set<string>()
  for (const { tab, col, kind } of columns) {
    const text = kind === 'bytea' ? `encode("${col}", 'escape')` : `"${col}"::text`
    const [row] = await clinic.sql<{ any: boolean }>(
      `select exists (select from ${tab} where exists (select from unnest($1::text[]) w where strpos(lower(${text}), w) > 0)) as any`,
      [words],
    )
    if (row?.any) found.add(tab.replace('public.', ''))
  }
  return [...found].sort()
}

/** Somebody with a word of theirs wherever a word can stand. */
async function everywhere(): Promise<SignedInPatient & { contactId: number }> {
  const { sdr, admin, coach } = clinic.people
  const [first = '', last = ''] = name.split(' ')
  const details = { first_name: first, last_name: last, email: 'canary@example.com', phone: '+1 303 555 0177', notes: 'canary notes' }
  const patient = await signedInPatient(clinic, { ...details, status: 'Booking: Paid/Booked' })
  const { leadId } = patient
  const put = (text: string, values: unknown[]) => clinic.sql(text, values)
  const staff = clinic.as(admin)
  await staff.post(`/leads/${leadId}/calls`, { outcome: 'Reached', notes: 'canary said' })
  await staff.patch(`/leads/${leadId}`, { status: 'HHQ Signed', statusReason: 'canary reason' })
  await staff.post('/comments', { entityType: 'lead', entityId: leadId, body: 'canary comment' })
  const { body: task } = await staff.post<{ id: number }>('/tasks', { title: 'canary task', leadId, description: 'canary' })
  await staff.post('/comments', { entityType: 'task', entityId: task.id, body: 'canary' })
  const { body: gone } = await staff.post<{ id: number }>('/tasks', { title: 'canary deleted', leadId })
  await staff.delete(`/tasks/${gone.id}`)
  await staff.post(`/leads/${leadId}/payments`, { cents: 19_900, method: 'check', reference: 'canary 1', note: 'canary pays' })
  const { body: visit } = await staff.post<{ id: number }>('/appointments', {
    ...{ leadId, userId: coach.id, title: 'canary visit', description: 'canary', scheduledAt: '2030-01-08T16:00:00Z' },
  })
  await staff.put(`/appointments/${visit.id}/cancellation`, { reason: 'canary is unwell' })
  const twin = await build.lead(clinic, { ...details, email: 'canary.twin@example.com' })
  expect((await staff.post('/merges', { entityType: 'lead', keptId: leadId, mergedId: twin })).status).toBe(201)
  const { body: contact } = await staff.post<{ id: number }>(`/leads/${leadId}/conversion`, { reason: 'canary convinced us' })
  await staff.post(`/contacts/${contact.id}/stage`, { stage: 'Restart Annual Process', reason: 'canary stage' })
  await put("insert into messages (lead_id, body) values ($1, 'canary writes')", [leadId])
  await put(
    `with f as (insert into files (lead_id, name, media_type, bytes, digest) values ($1, 'canary.txt', 'text/plain', 6, encode(sha256('canary'), 'hex')) returning id)
     insert into file_contents select id, 'canary'::bytea from f`,
    [leadId],
  )
  await put("insert into consents (lead_id, kind, wording, address) values ($1, 'contact', 'canary agreed', '203.0.113.77')", [leadId])
  await put("insert into lead_touches (lead_id, referrer, lead_source) values ($1, 'https://canary.example', 'HHQ Started')", [leadId])
  await patient.at.ask('POST', '/portal/requests', { kind: 'erasure', body: 'canary wants to go' })
  await put(
    `insert into import_batches (id, kind, file_name, columns, settings, created_by_id) values (7001, 'leads', 'people.csv', '[]', '{}', $1)`,
    [sdr.id],
  )
  await put(
    `insert into import_problems (import_id, line, outcome, reason, cells) values (7001, 2, 'duplicate', 'is there', '{Canary,CANARY@example.com}')`,
    [],
  )
  await put(
    `insert into import_chunks (import_id, number, rows, content) values (7001, 1, 2, '[[2,"Canary Q","canary@example.com"],[3,"Other","o@example.com"]]')`,
    [],
  )
  const said = '{"answers":{"hope":"canary heals"}}'
  await put(
    `with v as (insert into questionnaire_versions (questionnaire, version, definition, published_at) values ('hhq', 900, '{"sections": []}', now()) returning id)
     insert into questionnaire_responses (id, lead_id, version_id, state, answers, completed_at) select 9001, $1, id, 'complete', '{"hope":"canary heals"}', now() from v`,
    [leadId],
  )
  await put(
    "insert into signing_keys (id, public_key, sealed_private_key, retired_at) values ('test', '', '', now()) on conflict do nothing",
    [],
  )
  await put(
    `insert into signatures (response_id, lead_id, method, signer_name, canonical, digest, signature, key_id, address)
     values (9001, $1, 'typed', 'Canary', $2, encode(sha256(convert_to($2, 'UTF8')), 'hex'), 'test', 'test', '203.0.113.77')`,
    [leadId, said],
  )
  await put(
    `insert into access_log (via, route, status, entity_type, entity_ids, address, request_id) values ('portal', '/api/v1/portal/me', 200, 'lead', array[$1::int], '203.0.113.77', 'r1')`,
    [leadId],
  )
  return { ...patient, contactId: contact.id }
}

const rowsOf = async (table: string, leadId: number) =>
  (await clinic.sql<{ n: number }>(`select count(*)::int as n from ${table} where lead_id = $1`, [leadId]))[0]?.n

test('after an expungement no row of any table but the trail says a word of the person; who, when and why is told once; backups are noted (G5)', async () => {
  const { admin } = clinic.people
  const owner = new pg.Client({ connectionString: clinic.database.ownerUrl, options: '-c timezone=UTC' })
  await owner.connect()
  const fault = async () => (await verifyTrails(owner, { anchors: [], archives: async () => [] })).fault
  const { leadId, contactId, at } = await everywhere()
  await sealTrails(owner, openSettling())
  const said = await tablesThatSay(canaries)
  expect(said.length, said.join()).toBeGreaterThan(15)
  const { body: offer } = await clinic.as(admin).get(`/contacts/${contactId}/expungement`)
  expect(offer).toMatchObject({ name, obstacles: [], payments: 1 })
  const { status, body, text } = await clinic
    .as(admin)
    .post<Expungement>(`/contacts/${contactId}/expungement`, { reason, name: `  ${name.toLowerCase()} ` })
  expect([status, text.slice(0, 300)]).toEqual([201, expect.stringContaining('counts')])
  // Reasons that staff typed and addresses that were used: the trail is only added to, for anybody.
  expect(await tablesThatSay(canaries)).toEqual(['access_log', 'activity_logs'])
  const names = ['quetzalcoatl', '5550177', 'canary@example.com']
  expect(await tablesThatSay(names)).toEqual([])
  expect(body.contactIds).toEqual([contactId])
  expect(body.leadIds).toContain(leadId)
  expect(body.counts).toMatchObject({ leads: 1, contacts: 1, signatures: 1, messages: 1, files: 1, merges: 1, payments: 1 })
  expect(Date.parse(body.backupsUntil) - Date.now()).toBeGreaterThan(371 * 86_400_000)
  expect(await rowsOf('payments', leadId)).toBe(1)
  expect((await clinic.as(admin).get(`/leads/${leadId}`)).status).toBe(404)
  expect((await at.ask('GET', '/portal/me')).status).toBe(401)
  const told = (await trailOf(clinic, 'contact', contactId)).filter(({ action }) => action === 'expunged')
  expect(told).toMatchObject([{ userId: admin.id, details: { expungementId: body.id } }])
  const { body: list } = await clinic.as(admin).get<{ data: Expungement[] }>('/expungements')
  expect(list.data[0]).toMatchObject({ id: body.id, reason })
  // Not a letter of what was sealed has changed.
  expect(await fault()).toBeUndefined()
  await sealTrails(owner, openSettling())
  expect(await fault()).toBeUndefined()
  await owner.end()
})

test('nobody but an Admin expunges, not without the name and a reason, not under a legal hold, not while money moves', async () => {
  const { sdr, coach, admin } = clinic.people
  const id = await build.lead(clinic, { first_name: 'Held', last_name: 'Person' })
  const ask = (person = admin, given: object = { reason, name: 'Held Person' }) => clinic.as(person).post(`/leads/${id}/expungement`, given)
  for (const person of [sdr, coach]) {
    expect((await ask(person)).status).toBe(403)
    expect((await clinic.as(person).get(`/leads/${id}/expungement`)).status).toBe(403)
    expect((await clinic.as(person).get('/expungements')).status).toBe(403)
  }
  expect(badFields(await ask(admin, { reason: '', name: '' }))).toEqual(['name', 'reason'])
  expect(badFields(await ask(admin, { reason, name: 'Somebody Else' }))).toEqual(['name'])
  expect((await clinic.as(admin).post('/leads/2147483000/expungement', { reason, name: 'x' })).status).toBe(404)
  const { body: hold } = await clinic.as(admin).post<{ id: number }>('/audit/holds', { entityType: 'lead', entityId: id, reason: 'Court' })
  expect((await clinic.as(admin).get(`/leads/${id}/expungement`)).body.obstacles).toEqual(['held'])
  expect([(await ask()).status, (await ask()).body.type]).toEqual([409, 'urn:healthcrm:problem:held'])
  await clinic.as(admin).delete(`/audit/holds/${hold.id}`)
  await clinic.sql(
    "insert into checkouts (lead_id, reference, cents, currency, expires_at) values ($1, 'cs_1', 100, 'usd', now() + interval '1 hour')",
    [id],
  )
  expect((await ask()).body.type).toBe('urn:healthcrm:problem:money_underway')
  await clinic.sql("update checkouts set state = 'expired' where lead_id = $1", [id])
  const both = await Promise.all([ask(), ask()])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 404])
})

test('a hold that is put while somebody is erased is put at once, and stops it', async () => {
  const { admin } = clinic.people
  const id = await build.lead(clinic, { first_name: 'Held', last_name: 'Meanwhile' })
  await clinic.sql("insert into messages (lead_id, body) values ($1, 'a word')", [id])
  const holder = new pg.Client({ connectionString: clinic.database.ownerUrl })
  await holder.connect()
  await holder.query('begin; select from messages for update')
  const erasing = clinic.as(admin).post(`/leads/${id}/expungement`, { reason, name: 'Held Meanwhile' })
  const waiting = () => clinic.sql("select from pg_stat_activity where wait_event_type = 'Lock' and query like '%expunge_person%'")
  await expect.poll(async () => (await waiting()).length).toBe(1)
  const held = await clinic.as(admin).post('/audit/holds', { entityType: 'lead', entityId: id, reason: 'Court' })
  await holder.query('rollback')
  await holder.end()
  expect([held.status, (await erasing).status, (await erasing).body.type]).toEqual([201, 409, 'urn:healthcrm:problem:held'])
  expect((await clinic.as(admin).get(`/leads/${id}`)).status).toBe(200)
  await clinic.as(admin).delete(`/audit/holds/${held.body.id}`)
})

test('others keep every row of theirs, and a lead with payments is still not deleted', async () => {
  const { admin } = clinic.people
  const other = await build.lead(clinic, { first_name: 'Other', last_name: 'One', phone: '+1 303 555 0100' })
  await clinic.as(admin).post(`/leads/${other}/payments`, { cents: 100, method: 'cash', note: 'kept' })
  const id = await build.lead(clinic, { first_name: 'Goes', last_name: 'Now' })
  expect((await clinic.as(admin).post(`/leads/${id}/expungement`, { reason, name: 'Goes Now' })).status).toBe(201)
  expect(await clinic.sql('select note from payments where lead_id = $1', [other])).toEqual([{ note: 'kept' }])
  expect(await clinic.sql('select content from import_chunks where import_id = 7001')).toMatchObject([
    { content: expect.stringContaining('o@example.com') },
  ])
  await expect(clinic.sql('delete from leads where id = $1', [other])).rejects.toThrow('A lead with payments stays')
  await expect(
    clinic.sql("insert into payments (lead_id, entry, cents, currency, price_cents, method) values ($1, 'payment', 1, 'usd', 1, 'cash')", [
      id,
    ]),
  ).rejects.toThrow('There is no such lead')
})
