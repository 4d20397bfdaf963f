import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'
import { type SignedInPatient, signedInPatient } from '../test/patient.ts'
import { report } from '../test/report.ts'
import { testClock } from '../test/visitor.ts'
import { mailMessage } from './letters.ts'

const clock = testClock()
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: clock.now })
})
afterAll(() => clinic.close())

interface Talk {
  data: { id: number; body: string; readAt: string | null; files: { id: string; name: string }[] }[]
  unread?: number
}
const toldOf = (person: Person) =>
  clinic.sql<{ entity_type: string; entity_id: number }>(
    `select entity_type, entity_id from notifications where kind = 'message' and user_id = $1 order by id`,
    [person.id],
  )

describe('a patient and the clinic write to one another', () => {
  test('in the words they sent, each side seeing when the other has read, and the trail holding none of them', async () => {
    const { sdr } = clinic.people
    const { leadId, at } = await signedInPatient(clinic, { owner_id: sdr.id })
    const canary = 'My shoulder-canary hurts'
    expect((await at.ask('POST', '/portal/messages', { body: canary })).status).toBe(201)
    const staff = clinic.as(sdr)
    expect((await staff.get<Talk>(`/leads/${leadId}/messages`)).body.data).toMatchObject([{ body: canary, userId: null, readAt: null }])
    expect((await staff.put(`/leads/${leadId}/messages/reading`)).status).toBe(204)
    expect((await at.ask<Talk>('GET', '/portal/messages')).body.data[0]?.readAt).not.toBeNull()
    expect((await staff.post(`/leads/${leadId}/messages`, { body: 'Answer-canary' })).body).toMatchObject({ userId: sdr.id })
    const seen = await at.ask<Talk>('GET', '/portal/messages')
    expect(seen.body).toMatchObject({ unread: 1, replyHours: 24, data: [{ author: 'SDR Number1' }, { author: null }] })
    expect((await at.ask('PUT', '/portal/messages/reading')).status).toBe(204)
    expect((await at.ask<Talk>('GET', '/portal/messages')).body.unread).toBe(0)
    const log = await clinic.sql<{ action: string; details: string }>(
      `select action, details from activity_logs where entity_type = 'lead' and entity_id = $1 order by id`,
      [leadId],
    )
    expect(log.map(({ action }) => action)).toEqual(['message_received', 'messages_read', 'message_sent', 'messages_read'])
    expect(JSON.stringify(log)).not.toContain('canary')
    expect((await at.ask('POST', '/portal/messages', { body: '  ' })).body).toMatchObject({ errors: [{ path: 'body' }] })
  })

  test('staff are told once until somebody has read, and only who may know of the person', async () => {
    const { coach, otherCoach, admin } = clinic.people
    const { leadId, at } = await signedInPatient(clinic, { status: 'Booking: Paid/Booked' })
    const { body: contact } = await clinic.as(admin).post(`/leads/${leadId}/conversion`, { healthCoachId: coach.id })
    const before = (await toldOf(coach)).length
    for (const body of ['One', 'Two', 'Three']) await at.ask('POST', '/portal/messages', { body })
    expect((await toldOf(coach)).slice(before)).toEqual([{ entity_type: 'contact', entity_id: contact.id }])
    expect(await toldOf(otherCoach)).toEqual([])
    await clinic.as(coach).put(`/contacts/${contact.id}/messages/reading`)
    await at.ask('POST', '/portal/messages', { body: 'Four' })
    expect((await toldOf(coach)).length - before).toBe(2)
    const { body: inbox } = await clinic.as(coach).get<{ data: object[]; waiting: number }>(`/messages?ownerId=${coach.id}&waiting=true`)
    expect(inbox.data).toMatchObject([{ contactId: contact.id, unread: 1, lastBody: 'Four' }])
    await build.restrict(clinic, 'contact', Number(contact.id))
    for (const path of [`/contacts/${contact.id}/messages`, `/leads/${leadId}/messages`, `/leads/${leadId}/files`])
      expect((await clinic.as(otherCoach).get(path)).status, path).toBe(404)
    const { text } = await clinic.as(otherCoach).get('/messages')
    expect(text).not.toContain('Four')
    expect((await clinic.as(coach).get<Talk>(`/contacts/${contact.id}/messages`)).body.data).toHaveLength(4)
  })

  test('who may not change a person may not write to them; what is not there is a 404', async () => {
    const { sdr, coach } = clinic.people
    const { leadId } = await signedInPatient(clinic, { owner_id: sdr.id, status: 'Booking: Paid/Booked' })
    expect((await clinic.as(coach).post(`/leads/${leadId}/messages`, { body: 'Hi' })).status).toBe(403)
    await clinic.as(clinic.people.admin).post(`/leads/${leadId}/conversion`, { healthCoachId: coach.id })
    expect((await clinic.as(sdr).post(`/leads/${leadId}/messages`, { body: 'Hi' })).status).toBe(403)
    expect((await clinic.as(sdr).get(`/leads/${leadId}/messages`)).status).toBe(200)
    expect((await clinic.as(sdr).get('/leads/2147483000/messages')).status).toBe(404)
    const unknown = await build.contact(clinic)
    expect((await clinic.as(coach).get(`/contacts/${unknown}/messages`)).status).toBe(404)
    expect((await clinic.as(undefined).get(`/leads/${leadId}/messages`)).status).toBe(401)
  })

  test('a letter says that there is a message, nothing of what it says, and not to who has read it', async () => {
    const { leadId, at } = await signedInPatient(clinic, { email: 'reader@example.com', first_name: 'Rea' })
    const { body } = await clinic.as(clinic.people.admin).post(`/leads/${leadId}/messages`, { body: 'Your thyroid-canary' })
    const sent: { to: string; text: string; subject: string }[] = []
    const mailer = {
      address: 'clinic@example.com',
      send: async (letter: (typeof sent)[number]) => void sent.push(letter),
      close: async () => undefined,
    }
    const post = { database: clinic.database, mailer, origin: () => 'https://crm.clinic.example' }
    await mailMessage(post, { leadId, messageId: Number(body.id) })
    expect(sent).toMatchObject([{ to: 'reader@example.com', text: expect.stringContaining('https://crm.clinic.example/portal/messages') }])
    expect(JSON.stringify(sent)).not.toContain('canary')
    await at.ask('PUT', '/portal/messages/reading')
    await mailMessage(post, { leadId, messageId: Number(body.id) })
    expect(sent).toHaveLength(1)
  })

  test('a patient who writes too often is asked to wait; nobody else is', async () => {
    const { at } = await signedInPatient(clinic)
    const answers = []
    for (let turn = 0; turn < 31; turn++) answers.push((await at.ask('POST', '/portal/messages', { body: 'Again' })).status)
    expect(answers.filter((status) => status === 201)).toHaveLength(30)
    expect(answers.at(-1)).toBe(429)
    expect((await (await signedInPatient(clinic)).at.ask('POST', '/portal/messages', { body: 'Hello' })).status).toBe(201)
  })
})

const crc = (bytes: Buffer) => {
  let c = ~0
  for (const byte of bytes) {
    c ^= byte
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  }
  return ~c >>> 0
}
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length)
  frame.writeUInt32BE(crc(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
/** A true picture of so many pixels; a flood of them is some kilobytes. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head[8] = 1
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))])
}

interface Upload {
  status: number
  body: { id: string; name: string; mediaType: string; errors?: object[] }
}
async function upload(patient: SignedInPatient, content: Buffer | string, name: string): Promise<Upload> {
  const cookie = [...patient.at.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const response = await clinic.app.inject({
    method: 'POST',
    url: '/api/v1/portal/files',
    headers: {
      cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
    },
    payload: Buffer.from(content),
  })
  return { status: response.statusCode, body: response.json() }
}

describe('files', () => {
  const pdf = '%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n'

  test('are what stands in them; pages and programs are refused by any name', async () => {
    const patient = await signedInPatient(clinic)
    const refused: [string, Buffer | string][] = [
      ['photo.png', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
      ['photo.svg', '<?xml version="1.0"?><svg onload="alert(1)"/>'],
      ['labs.pdf', '<!doctype html><script>alert(1)</script>'],
      ['labs.txt', '\ufeff  <html><body onload=alert(1)>'],
      ['anim.png', 'GIF89a/*<svg/onload=alert(1)>*/=1;'],
      ['late.pdf', `<script>alert(1)</script>${pdf}`],
      ['tool.txt', Buffer.from([0x4d, 0x5a, 0x90, 0, 3])],
      ['book.pdf', Buffer.from('PK\u0003\u0004 zip')],
    ]
    for (const [name, content] of refused) expect((await upload(patient, content, name)).status, name).toBe(400)
    const taken: [string, Buffer | string, string, string][] = [
      ['../../etc/passwd', pdf, 'application/pdf', 'passwd.pdf'],
      ['C:\\labs\\March "results"<b>.pdf', pdf, 'application/pdf', 'March resultsb.pdf'],
      ['page.html', `${pdf}<html><script>alert(1)</script>`, 'application/pdf', 'page.html.pdf'],
      ['flood.png', png(60_000, 60_000), 'image/png', 'flood.png'],
      ['line\r\nset-cookie: a=b.txt', 'blood pressure 120/80', 'text/plain', 'lineset-cookie ab.txt'.replace(' ab', ' a=b')],
      ['\u202egpj.exe', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]), 'image/jpeg', 'gpj.exe.jpg'],
      ['', pdf, 'application/pdf', 'file.pdf'],
    ]
    for (const [name, content, mediaType, kept] of taken) {
      const { status, body } = await upload(patient, content, name)
      expect([status, body.mediaType, body.name], name).toEqual([201, mediaType, kept])
      const { headers, text } = await patient.at.ask('GET', `/portal/files/${body.id}`)
      expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w.%!*'()~-]+$/)
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
      expect(headers['content-security-policy']).toContain('sandbox')
      if (typeof content === 'string') expect(text).toBe(content)
    }
  })

  test('are seen by their person and by staff who may know of them, each look in the access log', async () => {
    const patient = await signedInPatient(clinic, { owner_id: clinic.people.otherSdr.id })
    const { body } = await upload(patient, pdf, 'labs.pdf')
    const stranger = await signedInPatient(clinic)
    expect((await stranger.at.ask('GET', `/portal/files/${body.id}`)).status).toBe(404)
    expect((await stranger.at.ask('POST', '/portal/messages', { body: '', fileIds: [body.id] })).status).toBe(400)
    expect((await clinic.as(clinic.people.sdr).get(`/files/${body.id}`)).text).toBe(pdf)
    await expect
      .poll(() => clinic.sql(`select entity_type, entity_ids from access_log where route = 'GET /files/:fileId' and status = 200`))
      .toEqual([{ entity_type: 'lead', entity_ids: [patient.leadId] }])
    await build.restrict(clinic, 'lead', patient.leadId)
    expect((await clinic.as(clinic.people.sdr).get(`/files/${body.id}`)).status).toBe(404)
    expect((await clinic.as(clinic.people.otherSdr).get(`/files/${body.id}`)).status).toBe(200)
  })

  test('go with messages, once, and only with those of who brought them', async () => {
    const patient = await signedInPatient(clinic)
    const { body } = await upload(patient, pdf, 'labs.pdf')
    expect(
      (await clinic.as(clinic.people.sdr).post(`/leads/${patient.leadId}/messages`, { body: 'Mine', fileIds: [body.id] })).status,
    ).toBe(400)
    const sent = await patient.at.ask('POST', '/portal/messages', { body: '', fileIds: [body.id] })
    expect(sent.body).toMatchObject({ files: [{ id: body.id, name: 'labs.pdf' }] })
    expect((await patient.at.ask('POST', '/portal/messages', { body: 'Again', fileIds: [body.id] })).status).toBe(400)
  })

  test('are removed by who added them or an Admin, and come back with the lead they went with', async () => {
    const patient = await signedInPatient(clinic, { owner_id: clinic.people.sdr.id })
    const { leadId } = patient
    const admin = clinic.as(clinic.people.admin)
    const own = (await upload(patient, pdf, 'own.pdf')).body
    expect((await clinic.as(clinic.people.sdr).delete(`/files/${own.id}`)).status).toBe(403)
    await patient.at.ask('POST', '/portal/messages', { body: 'See this', fileIds: [own.id] })
    expect((await clinic.as(clinic.people.sdr).delete(`/leads/${leadId}`)).status).toBe(204)
    expect(await clinic.sql('select 1 from file_contents where file_id = $1', [own.id])).toEqual([])
    const [row] = await clinic.sql<{ id: number }>(`select id from deleted_records where entity_type = 'lead' and entity_id = $1`, [leadId])
    expect((await admin.post(`/deleted-records/${row?.id}/restoration`)).status).toBeLessThan(300)
    expect((await admin.get<Talk>(`/leads/${leadId}/messages`)).body.data).toMatchObject([
      { body: 'See this', files: [{ name: 'own.pdf' }] },
    ])
    expect((await admin.get(`/files/${own.id}`)).text).toBe(pdf)
    expect((await admin.delete(`/files/${own.id}`)).status).toBe(204)
    expect((await admin.get(`/files/${own.id}`)).status).toBe(404)
  })

  test('however many somebody sends, as many are kept as there is room for, and the rest is told so (D12)', async () => {
    const patient = await signedInPatient(clinic)
    await clinic.sql(
      `insert into files (lead_id, name, media_type, bytes, digest) select $1, 'x.pdf', 'application/pdf', 1, '' from generate_series(1, 190)`,
      [patient.leadId],
    )
    const tries = counts(30, 100_000)
    const told: Record<number, number> = {}
    for (let turn = 0; turn < tries; turn++) {
      if (turn % 40 === 0) clock.pass({ minutes: 16 })
      if (turn % 40 === 0)
        await clinic.sql(
          `update portal_sessions set last_seen_at = $2, expires_at = $2::timestamp + interval '1 hour' where lead_id = $1`,
          [patient.leadId, clock.now()],
        )
      const { status } = await upload(patient, pdf, `../many${turn}.pdf`)
      told[status] = (told[status] ?? 0) + 1
    }
    report(`Files of one patient: ${tries} sent with room for 10, ${told[201]} kept, ${told[409]} refused`)
    expect(told).toEqual({ 201: 10, 409: tries - 10 })
    expect(await clinic.sql('select count(*)::int as n from files where lead_id = $1', [patient.leadId])).toEqual([{ n: 200 }])
  })

  test('are taken back by their patient until staff may have opened them or they went with a message', async () => {
    const patient = await signedInPatient(clinic, { owner_id: clinic.people.sdr.id })
    const takeBack = (id: string, by = patient) => by.at.ask('DELETE', `/portal/files/${id}`)
    const canTakeBack = async () =>
      (await patient.at.ask<{ data: { name: string; canTakeBack: boolean }[] }>('GET', '/portal/files')).body.data
        .filter((each) => each.canTakeBack)
        .map(({ name }) => name)
    const [mistake, sent, opened] = [
      (await upload(patient, pdf, 'mistake.pdf')).body,
      (await upload(patient, pdf, 'sent.pdf')).body,
      (await upload(patient, pdf, 'opened.pdf')).body,
    ]
    await patient.at.ask('POST', '/portal/messages', { body: '', fileIds: [sent.id] })
    expect(await canTakeBack()).toEqual(['opened.pdf', 'mistake.pdf'])
    expect((await takeBack(mistake.id, await signedInPatient(clinic))).status).toBe(404)
    expect((await takeBack(mistake.id)).status).toBe(204)
    expect((await takeBack(mistake.id)).status).toBe(404)
    expect((await takeBack(sent.id)).status).toBe(409)
    expect((await clinic.as(clinic.people.sdr).get(`/files/${opened.id}`)).status).toBe(200)
    await expect.poll(canTakeBack).toEqual([])
    expect([(await takeBack(opened.id)).status, (await clinic.as(clinic.people.sdr).get(`/files/${opened.id}`)).status]).toEqual([409, 200])
    const [entry] = await clinic.sql(`select user_id, details from activity_logs where action = 'file_removed' and entity_id = $1`, [
      patient.leadId,
    ])
    expect([entry?.user_id, JSON.parse(String(entry?.details))]).toEqual([
      null,
      { actor: { kind: 'patient', leadId: patient.leadId }, fileId: mistake.id },
    ])
  })

  test('have a size, a pace and a room of their own', async () => {
    const patient = await signedInPatient(clinic)
    const large = Buffer.concat([Buffer.from(pdf), Buffer.alloc(10 * 1024 * 1024)])
    expect((await upload(patient, large, 'large.pdf')).status).toBe(413)
    expect((await upload(patient, '', 'empty.pdf')).status).toBe(400)
    expect((await upload(patient, large.subarray(0, 10 * 1024 * 1024), 'fits.pdf')).status).toBe(201)
    const many = []
    for (let turn = 0; turn < 41; turn++) many.push((await upload(patient, pdf, `many${turn}.pdf`)).status)
    expect(many.at(-1)).toBe(429)
    await clinic.sql(
      `insert into files (lead_id, name, media_type, bytes, digest) select $1, 'x.pdf', 'application/pdf', 1, '' from generate_series(1, 200 - (select count(*) from files where lead_id = $1))`,
      [patient.leadId],
    )
    clock.pass({ minutes: 16 })
    const over = await upload(patient, pdf, 'over.pdf')
    expect([over.status, JSON.stringify(over.body)]).toEqual([409, expect.stringContaining('no_room')])
    await expect(
      clinic.sql(`insert into file_contents (file_id, content) select id, 'ab' from files where lead_id = $1 and bytes = 1 limit 1`, [
        patient.leadId,
      ]),
    ).rejects.toMatchObject({ code: '23514' })
  })
})
