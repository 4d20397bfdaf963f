import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiReply } from '../../shared/api.ts'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

type Import = ApiReply<'GET /imports/:id'>
type Problems = ApiReply<'GET /imports/:id/problems'>

let house: TestApp
beforeAll(async () => {
  house = await testApp()
})
afterAll(() => house.close())

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}.csv`, import.meta.url))
const upload = (person: Person, csv: string | Buffer, kind: 'leads' | 'contacts' = 'leads') =>
  house.as(person).post<Import>(`/imports?kind=${kind}&fileName=list.csv`, csv, { headers: { 'content-type': 'text/csv' } })

async function settled(person: Person, id: number): Promise<Import> {
  for (;;) {
    const { body } = await house.as(person).get<Import>(`/imports/${id}`)
    if (!['checking', 'running', 'undoing'].includes(body.state)) return body
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
async function run(person: Person, list: Import): Promise<Import> {
  const { status } = await house.as(person).post(`/imports/${list.id}/run`)
  expect(status).toBe(202)
  return settled(person, list.id)
}
async function imported(person: Person, csv: string | Buffer, kind: 'leads' | 'contacts' = 'leads', settings?: object): Promise<Import> {
  const { body } = await upload(person, csv, kind)
  if (settings) expect((await house.as(person).patch(`/imports/${body.id}`, settings)).text).toContain('"state":"draft"')
  return run(person, body)
}
const problems = async (person: Person, id: number) => (await house.as(person).get<Problems>(`/imports/${id}/problems`)).body.data
const leadsLike = (email: string) => house.sql<Record<string, unknown>>('select * from leads where email like $1 order by id', [email])
const rowsOf = (name: string, count: number) =>
  `Id,First,Last,Email\n${Array.from({ length: count }, (_, at) => `${name}-${at},Ann,Lee${at},${name}${at}@example.com\n`).join('')}`

test('a list that is sent twice under one key is one import; another list under that key is refused', async () => {
  const { sdr, otherSdr } = house.people
  const headers = { 'content-type': 'text/csv', 'idempotency-key': 'one list' }
  const send = (person: Person, csv: string) => house.as(person).post<Import>('/imports?kind=leads&fileName=once.csv', csv, { headers })
  const first = await send(sdr, rowsOf('once', 3))
  const again = await send(sdr, rowsOf('once', 3))
  expect([first.status, first.body.rows, again.status, again.text]).toEqual([201, 3, 201, first.text])
  expect((await send(sdr, rowsOf('once', 4))).status).toBe(409)
  expect((await send(otherSdr, rowsOf('once', 3))).body.id).not.toBe(first.body.id)
  expect(await house.sql("select count(*)::int as lists from import_batches where file_name = 'once.csv'")).toEqual([{ lists: 2 }])
})

describe('exports of other systems are understood without a hand', () => {
  test.each([
    [
      'hubspot',
      3,
      { status: 'HHQ Signed', lead_source: 'Newsletter', phone: '+33612345678', created_at: new Date('2026-03-03T08:01:00Z') },
    ],
    [
      'salesforce',
      2,
      { first_name: 'Ruben', last_name: 'de la Cruz', lead_readiness: 'Warm', created_at: new Date('2026-01-16T16:05:41Z') },
    ],
    ['pipedrive', 2, { first_name: 'Tom', last_name: 'van der Berg', phone: '+31612345678' }],
    ['espocrm', 2, { last_name: 'Weiß', status: 'HHQ Signed', created_at: new Date('2026-04-16T11:00:00Z') }],
    ['twenty', 2, { first_name: 'Ana', phone: '+16025550124' }],
  ])('%s', async (name, rows, second) => {
    const done = await imported(house.people.sdr, fixture(name))
    expect(done).toMatchObject({ state: 'done', counts: { created: rows, refused: 0 } })
    const [, lead] = await house.sql(
      'select l.* from imported_records r join leads l on l.id = r.entity_id where import_id = $1 order by line',
      [done.id],
    )
    expect(lead).toMatchObject(second)
  })

  test('patients of a practice system become contacts, and the one without a last name is told', async () => {
    const done = await imported(house.people.coach, fixture('healthie'), 'contacts')
    expect(done.counts).toMatchObject({ created: 1, refused: 1 })
    expect(await problems(house.people.coach, done.id)).toMatchObject([{ line: 3, outcome: 'refused', reason: 'last name is missing' }])
  })

  test('patients without e-mail get a rule that fills it, and lose the digits in their names', async () => {
    const { coach } = house.people
    const { body: list } = await upload(coach, fixture('synthea-patients'), 'contacts')
    expect(list.blockers).toMatchObject([{ code: 'no_email', fix: { field: 'email', template: '{Id}@import.invalid' } }])
    expect(await house.as(coach).post(`/imports/${list.id}/run`)).toMatchObject({
      status: 409,
      body: { type: 'urn:healthcrm:problem:import_blocked' },
    })
    await house.as(coach).patch(`/imports/${list.id}`, { missing: [list.blockers[0]?.fix] })
    expect((await run(coach, list)).counts).toMatchObject({ created: 40, refused: 0 })
    const [first] = await house.sql('select * from contacts where email = $1', ['6310efc1-0a81-76ce-bcdc-8f2995ff9fee@import.invalid'])
    expect(first).toMatchObject({ first_name: 'Marcell', last_name: 'VonRueden', stage: 'Intake' })
    const again = await imported(coach, fixture('synthea-patients'), 'contacts')
    expect(again.counts).toMatchObject({ created: 0, duplicates: 40 })
  })

  test('a list in UTF-16 with semicolons is the same list', async () => {
    const csv = iconv.encode('Vorname;Nachname;E-Mail\nJörg;Groß;joerg@utf16.example.com\n', 'utf-16le', { addBOM: true })
    await imported(house.people.sdr, csv)
    expect(await leadsLike('joerg@utf16.example.com')).toMatchObject([{ first_name: 'Jörg', last_name: 'Groß' }])
  })
})

describe('an import', () => {
  test('writes each lead with its entry in the trail, its stage history and its place in the search', async () => {
    const { sdr } = house.people
    const done = await imported(sdr, rowsOf('trail', 3))
    const leads = await leadsLike('trail%')
    const trail = await house.sql(
      `select * from activity_logs where entity_type = 'lead' and details::json->>'import' = $1 order by entity_id`,
      [String(done.id)],
    )
    expect(trail).toMatchObject(leads.map(({ id }) => ({ entity_id: id, action: 'imported', user_id: sdr.id })))
    const found = await house.as(sdr).get<{ data: unknown[] }>('/leads?q=trail1@example.com')
    expect(found.body.data).toHaveLength(1)
    const history = await house.sql('select * from stage_history where entity_type = $1 and entity_id = any($2)', [
      'lead',
      leads.map(({ id }) => id),
    ])
    expect(history).toHaveLength(3)
  })

  test('of the same file again creates nothing, whatever the rule for duplicates', async () => {
    const { sdr } = house.people
    await imported(sdr, rowsOf('again', 5))
    for (const duplicates of ['skip', 'fill', 'create']) {
      expect((await imported(sdr, rowsOf('again', 5), 'leads', { duplicates })).counts).toMatchObject({ created: 0, duplicates: 5 })
    }
    expect(await leadsLike('again%')).toHaveLength(5)
  })

  test('knows a person by e-mail in any case, by phone in any shape, and by the id of the other system', async () => {
    const { sdr } = house.people
    await build.lead(house, { email: 'Known@Match.example.com', phone: '(419) 293-7120' })
    await imported(sdr, 'Id,First,Last,Email,Phone\nM1,Old,One,old1@match.example.com,\n')
    const csv =
      'Id,First,Last,Email,Phone\nM2,A,A,KNOWN@match.example.com,\nM3,B,B,b@match.example.com,419.293.7120\nM1,C,C,c@match.example.com,\nM4,D,D,d@match.example.com,\nM5,E,E,D@match.example.com,\n'
    const done = await imported(sdr, csv, 'leads', { matchBy: ['email', 'phone', 'externalId'] })
    expect(done.counts).toMatchObject({ created: 1, duplicates: 4 })
    expect((await problems(sdr, done.id)).map(({ line, reason }) => `${line} ${reason.replace(/\d+$/, '')}`)).toEqual([
      '2 the same e-mail address as lead ',
      '3 the same phone number as lead ',
      '4 the same id as lead ',
      '6 the same e-mail address as row ',
    ])
  })

  test('fills only what is empty when told so, and says which fields', async () => {
    const { sdr } = house.people
    const id = await build.lead(house, { email: 'fill@example.com', notes: 'keeps this', lead_source: 'None' })
    const csv = 'First,Last,Email,Phone,Notes,Source\nX,Y,fill@example.com,4192937121,not this,Newsletter\n'
    const done = await imported(sdr, csv, 'leads', { duplicates: 'fill' })
    expect(done.counts).toMatchObject({ created: 0, filled: 1 })
    const [lead] = await leadsLike('fill@example.com')
    expect(lead).toMatchObject({ id, first_name: 'Lena', phone: '+14192937121', notes: 'keeps this', lead_source: 'Newsletter' })
    const [entry] = await house.sql('select details from activity_logs where entity_type = $1 and entity_id = $2', ['lead', id])
    expect(JSON.parse(String(entry?.details))).toEqual({ import: done.id, fields: ['phone', 'leadSource'] })
    await house.as(sdr).delete(`/imports/${done.id}`)
    expect((await settled(sdr, done.id)).undone).toEqual({ removed: 0, emptied: 1, kept: 0 })
    expect((await leadsLike('fill@example.com'))[0]).toMatchObject({ phone: null, notes: 'keeps this', lead_source: 'None' })
  })

  test('takes all good rows and gives the bad ones back with their reason', async () => {
    const { sdr } = house.people
    const csv =
      'First,Last,Email,Phone\nGood,One,good1@bad.example.com,12\n,Two,nope,\n=cmd(),"Thr""ee",good3@bad.example.com,\nA,B,c@bad.example.com,,,extra\n'
    const done = await imported(sdr, csv)
    expect(done.counts).toEqual({ created: 2, filled: 0, duplicates: 0, refused: 2, warnings: 1 })
    const file = await house.as(sdr).get(`/imports/${done.id}/problems.csv`)
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.text.split('\r\n')).toEqual([
      'First,Last,Email,Phone,Reason',
      ',Two,nope,,Row 3: e-mail is no valid address; first name is missing',
      'A,B,c@bad.example.com,,Row 5: has 6 cells where the header has 4',
      '',
    ])
    expect(await leadsLike('good%@bad.example.com')).toMatchObject([{ phone: '12' }, { first_name: '=cmd()', last_name: 'Thr"ee' }])
  })

  test('maps their words to ours, by hand where the guess is wrong, and refuses the rest if asked', async () => {
    const { sdr } = house.people
    const csv =
      'First,Last,Email,Status\nA,A,w1@words.example.com,Working\nB,B,w2@words.example.com,Zombie\nC,C,w3@words.example.com,HHQ Signed\n'
    const { body: list } = await upload(sdr, csv)
    expect(list.settings.values).toEqual([{ field: 'status', from: 'Working', to: 'HHQ Signed' }])
    await house
      .as(sdr)
      .patch(`/imports/${list.id}`, { values: [{ field: 'status', from: 'Working', to: 'Booking: Not Paid' }], unlisted: 'reject' })
    await run(sdr, list)
    expect(await leadsLike('w%@words.example.com')).toMatchObject([{ status: 'Booking: Not Paid' }, { status: 'HHQ Signed' }])
    expect(await problems(sdr, list.id)).toMatchObject([{ line: 3, reason: 'status "Zombie" is none of our values' }])
    const { body: next } = await upload(house.people.otherSdr, csv)
    expect(next.settings).toMatchObject({ unlisted: 'reject', values: [{ to: 'Booking: Not Paid' }] })
  })

  test('joins a second file by a column', async () => {
    const { sdr } = house.people
    const { body: list } = await upload(sdr, 'LeadID,ContactID,LeadStatus\nL1,C2,Working\nL2,C1,New\nL3,C9,New\n')
    expect(list.blockers[0]).toMatchObject({ code: 'no_people', message: expect.stringContaining('joined by ContactID') })
    const joined = await house
      .as(sdr)
      .put<Import>(
        `/imports/${list.id}/joined-file?fileName=people.csv`,
        'ContactID,FullName,Email\nC1,Ann Lee,ann@join.example.com\nC2,Bo Ek,bo@join.example.com\n',
        {
          headers: { 'content-type': 'text/csv' },
        },
      )
    expect(joined.body).toMatchObject({ blockers: [], joinedFile: { column: 'ContactID', joinedColumn: 'ContactID (2)', rows: 2 } })
    expect((await run(sdr, list)).counts).toMatchObject({ created: 2, refused: 1 })
    expect(await leadsLike('%@join.example.com')).toMatchObject([
      { first_name: 'Bo', status: 'HHQ Signed' },
      { first_name: 'Ann', status: 'HHQ Started' },
    ])
    expect(await problems(sdr, list.id)).toMatchObject([{ line: 4, reason: 'people.csv has no row with ContactID "C9"' }])
  })

  test('is rehearsed without writing a record', async () => {
    const { sdr } = house.people
    const { body: list } = await upload(sdr, rowsOf('dry', 4))
    expect((await house.as(sdr).post(`/imports/${list.id}/dry-run`)).status).toBe(202)
    expect(await settled(sdr, list.id)).toMatchObject({ state: 'checked', counts: { created: 4 } })
    expect(await leadsLike('dry%')).toEqual([])
  })

  test('shows the first rows as they will be', async () => {
    const { sdr } = house.people
    const { body: list } = await upload(sdr, 'Name,Email,Tel\n"King, Hector",hk@example.com,(543)212-7104x9\n')
    const { body } = await house.as(sdr).get(`/imports/${list.id}/preview`)
    expect(body).toEqual({
      data: [
        {
          line: 2,
          values: { firstName: 'Hector', lastName: 'King', email: 'hk@example.com', phone: '+15432127104 ext. 9' },
          errors: [],
          warnings: [],
        },
      ],
    })
  })

  test('takes the file of a form as well', async () => {
    const body =
      '--x\r\ncontent-disposition: form-data; name="file"; filename="people.csv"\r\ncontent-type: text/csv\r\n\r\nFirst,Last,Email\nF,M,form@example.com\n\r\n--x--\r\n'
    const made = await house
      .as(house.people.sdr)
      .post<Import>('/imports?kind=leads', body, { headers: { 'content-type': 'multipart/form-data; boundary=x' } })
    expect(made).toMatchObject({
      status: 201,
      body: { fileName: 'people.csv', rows: 1 },
      headers: { location: `/api/v1/imports/${made.body.id}` },
    })
  })
})

describe('undo', () => {
  test('removes what nobody has worked on since, keeps and names the rest, and may be asked twice', async () => {
    const { sdr } = house.people
    const done = await imported(sdr, rowsOf('undo', 4))
    const [first, second] = await leadsLike('undo%')
    await house.as(sdr).patch(`/leads/${first?.id}`, { leadType: 'VIP' })
    await house.as(sdr).post(`/leads/${second?.id}/calls`, { outcome: 'Reached' })
    expect((await house.as(sdr).delete(`/imports/${done.id}`)).status).toBe(202)
    expect((await settled(sdr, done.id)).undone).toEqual({ removed: 2, emptied: 0, kept: 2 })
    expect(await leadsLike('undo%')).toMatchObject([{ id: first?.id }, { id: second?.id }])
    expect((await problems(sdr, done.id)).map(({ outcome, line }) => [outcome, line])).toEqual([
      ['kept', 2],
      ['kept', 3],
    ])
    expect((await house.as(sdr).delete(`/imports/${done.id}`)).body).toMatchObject({ state: 'undone', undone: { removed: 2 } })
    const gone = await house.sql(`select * from deleted_records where entity_type = 'lead' and row->>'email' like 'undo%'`)
    expect(gone).toHaveLength(2)
    expect((await imported(sdr, rowsOf('undo', 4))).counts).toMatchObject({ created: 2, duplicates: 2 })
  })
})

describe('who may', () => {
  test('an SDR imports leads, a coach contacts, and each sees their own lists alone', async () => {
    const { sdr, otherSdr, coach, admin } = house.people
    expect((await upload(sdr, rowsOf('x', 1), 'contacts')).status).toBe(403)
    expect((await upload(coach, rowsOf('x', 1), 'leads')).status).toBe(403)
    const { body: list } = await upload(sdr, rowsOf('mine', 1))
    expect((await house.as(otherSdr).get(`/imports/${list.id}`)).status).toBe(404)
    expect((await house.as(otherSdr).post(`/imports/${list.id}/run`)).status).toBe(404)
    expect((await house.as(otherSdr).get(`/imports/${list.id}/problems.csv`)).status).toBe(404)
    expect((await house.as(admin).get(`/imports/${list.id}`)).status).toBe(200)
    expect((await house.as(undefined).get('/imports')).status).toBe(401)
  })

  test('a list ends with the right of whoever started it', async () => {
    const person = await house.addPerson('SDR')
    const { body: list } = await upload(person, rowsOf('fired', 3))
    await house.sql(`update users set is_active = false where id = $1`, [person.id])
    await house.sql(`update import_batches set state = 'running', started_by_id = $2 where id = $1`, [list.id, person.id])
    await house.app.inject({
      method: 'POST',
      url: `/api/v1/imports/${list.id}/run`,
      headers: { authorization: `Bearer ${house.people.admin.token}` },
    })
    const ended = await settled(house.people.admin, list.id)
    expect(ended).toMatchObject({ state: 'failed', failure: expect.stringContaining('may no longer') })
    expect(await leadsLike('fired%')).toEqual([])
  })

  test('a restricted record of somebody else is neither matched nor named', async () => {
    const id = await build.lead(house, { email: 'secret@restricted.example.com' })
    await build.restrict(house, 'lead', id)
    const done = await imported(house.people.sdr, 'First,Last,Email\nA,B,secret@restricted.example.com\n')
    expect(done.counts).toMatchObject({ created: 1, duplicates: 0 })
  })
})

describe('bad input is named', () => {
  test.each([
    [{ columns: [{ column: 'Nope', field: 'email' }] }, 'columns.0.column'],
    [{ columns: [{ column: 'Email', field: 'stage' }] }, 'columns.0.field'],
    [
      {
        columns: [
          { column: 'Email', field: 'email' },
          { column: 'First', field: 'email' },
        ],
      },
      'columns.1.field',
    ],
    [{ values: [{ field: 'status', from: 'x', to: 'Nonsense' }] }, 'values.0.to'],
    [{ values: [{ field: 'owner', from: 'x', to: 999_999 }] }, 'values.0.to'],
    [{ missing: [{ field: 'email', template: '{Nope}@x.org' }] }, 'missing.0.template'],
    [{ assignTo: 999_999 }, 'assignTo'],
    [{ country: 'usa' }, 'country'],
    [{ surprise: 1 }, 'surprise'],
  ])('%j', async (settings, path) => {
    const { body: list } = await upload(house.people.sdr, rowsOf('input', 1))
    const answer = await house.as(house.people.sdr).patch<{ errors: { path: string }[] }>(`/imports/${list.id}`, settings)
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map((error) => error.path)).toEqual([path])
  })

  test('what is no list is a 400 that says what to do, and leaves nothing behind', async () => {
    const before = await house.sql('select count(*) from import_batches')
    const zip = await upload(house.people.sdr, Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(100)]))
    expect(zip).toMatchObject({ status: 400, body: { errors: [{ path: 'file', message: expect.stringContaining('as CSV') }] } })
    const broken = await upload(house.people.sdr, `${rowsOf('broken', 20_000)}"never closed`)
    expect(broken.status).toBe(400)
    expect(await house.sql('select count(*) from import_batches')).toEqual(before)
    const xml = await house.as(house.people.sdr).post('/imports?kind=leads', '<x/>', { headers: { 'content-type': 'application/xml' } })
    expect(xml).toMatchObject({ status: 415, body: { detail: expect.stringContaining('Send the file as it is (Content-Type: ') } })
  })

  test('an imported list is not changed or imported again', async () => {
    const done = await imported(house.people.sdr, rowsOf('closed', 1))
    expect((await house.as(house.people.sdr).patch(`/imports/${done.id}`, { stripDigits: true })).status).toBe(409)
    expect((await house.as(house.people.sdr).post(`/imports/${done.id}/run`)).status).toBe(409)
    expect((await house.as(house.people.sdr).get('/imports/999999')).status).toBe(404)
  })
})

test('20,000 rows with a bad one in the middle: all others are there', async () => {
  const lines = rowsOf('many', 20_000).split('\n')
  lines[10_000] = 'many-bad,Ann,Lee,not an address'
  const done = await imported(house.people.sdr, lines.join('\n'))
  expect(done.counts).toMatchObject({ created: 19_999, refused: 1 })
  expect((await problems(house.people.sdr, done.id)).map(({ line }) => line)).toEqual([10_001])
}, 60_000)
