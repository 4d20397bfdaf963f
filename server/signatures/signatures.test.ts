import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { certificateIn } from '../../shared/certificate-files.ts'
import { type Certificate, type PublishedKey, verifyCertificate } from '../../shared/certificates.ts'
import { effectOf } from '../test/acting.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { type SignedInPatient, signedInPatient } from '../test/patient.ts'
import { signer } from '../test/status-replay.ts'
import { actionsOf, atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'
import { visitor } from '../test/visitor.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ poolSize: 8 })
  await clinic.sql(signer)
})
afterAll(() => clinic.close())

const answers = { sleep: 7, why: 'Tired, since März', meds: [{ name: 'Aspirin', dose: '100 mg', often: 'daily' }] }

/** Complete answers with something in them; made as the product makes them: a draft that is completed. */
async function complete(lead: Record<string, unknown> = {}): Promise<SignedInPatient & { responseId: number }> {
  const patient = await signedInPatient(clinic, lead)
  await clinic.sql('select test_answer($1)', [patient.leadId])
  const [row] = await clinic.sql<{ id: number }>(
    `insert into questionnaire_responses (lead_id, version_id, state, answers, completed_at)
     select lead_id, version_id, 'complete', $2, now() from questionnaire_responses where lead_id = $1 returning id`,
    [patient.leadId, JSON.stringify(answers)],
  )
  return { ...patient, responseId: row?.id ?? 0 }
}

const typed = (responseId: number, more: object = {}) => ({
  responseId,
  revision: 1,
  name: 'Ana Ruiz',
  method: 'typed',
  language: 'en',
  agrees: true,
  ...more,
})
const keysOf = async () => (await clinic.as(undefined).get<{ keys: PublishedKey[] }>('/signing-keys')).body.keys
const certificateOf = async ({ at }: SignedInPatient, id: unknown) =>
  (await at.ask<Certificate & Record<string, unknown>>('GET', `/portal/signatures/${id}/certificate.json`)).body

test('a patient signs their complete answers: the status is earned, the trail tells it, the certificate verifies without the database', async () => {
  const patient = await complete()
  const waiting = await patient.at.ask<{ response: { id: number } }>('GET', '/portal/signature')
  expect(waiting.body.response).toMatchObject({ id: patient.responseId, revision: 1 })
  const signed = await patient.at.ask('POST', '/portal/signatures', typed(patient.responseId))
  expect(signed.status, signed.text).toBe(201)
  expect(signed.body).toMatchObject({ state: 'valid', method: 'typed', signerName: 'Ana Ruiz' })
  expect((await clinic.as(clinic.people.sdr).get(`/leads/${patient.leadId}`)).body.status).toBe('HHQ Signed')
  const trail = await trailOf(clinic, 'lead', patient.leadId)
  expect(trail.map(({ action, details }) => [action, details?.cause ?? details?.actor])).toEqual([
    ['status_changed', 'questionnaire_signed'],
    ['signed', { kind: 'patient', leadId: patient.leadId }],
  ])
  const certificate = await certificateOf(patient, signed.body.id)
  expect(certificate.document.answers).toEqual(answers)
  expect(await verifyCertificate(certificate, await keysOf())).toBe('valid')
  const wellKnown = await clinic.app.inject({ url: '/.well-known/healthcrm-signing-keys.json' })
  expect(await verifyCertificate(certificate, wellKnown.json().keys)).toBe('valid')
  expect((await patient.at.ask('GET', '/portal/signature')).body).toMatchObject({ response: null, signature: { id: signed.body.id } })
})

test('whatever is changed in a certificate makes it altered; one of another clinic is unknown', async () => {
  const patient = await complete()
  const { body } = await patient.at.ask('POST', '/portal/signatures', typed(patient.responseId))
  const certificate = await certificateOf(patient, body.id)
  const keys = await keysOf()
  const { document } = certificate
  const altered = [
    { ...certificate, document: { ...document, answers: { ...answers, sleep: 8 } } },
    { ...certificate, document: { ...document, signedAt: '2020-01-01T00:00:00.000Z' } },
    { ...certificate, document: { ...document, signer: { ...document.signer, name: 'Eva Ruiz' } } },
    { ...certificate, document: { ...document, consent: { language: 'en', text: 'Something else' } } },
    { ...certificate, document: { ...document, more: true } },
    { ...certificate, digest: certificate.digest.replace(/^./, (letter) => (letter === 'a' ? 'b' : 'a')) },
    { ...certificate, signature: 'AAAA' },
    { ...certificate, signature: '%' },
  ]
  const asked = clinic.as(undefined)
  for (const file of altered) {
    expect(await verifyCertificate(file, keys), JSON.stringify(file)).toBe('altered')
    expect((await asked.post('/signatures/verification', file)).body).toEqual({ verdict: 'altered', state: null })
  }
  for (const file of [{}, { ...certificate, keyId: 'another' }, { document: 1 }, { ...certificate, document: null }]) {
    expect((await asked.post('/signatures/verification', file)).body).toEqual({ verdict: 'unknown', state: null })
  }
  // In another order, with other spaces: the same content.
  const turned = { ...certificate, document: Object.fromEntries(Object.entries(document).reverse()) }
  expect((await asked.post('/signatures/verification', turned)).body).toEqual({ verdict: 'valid', state: 'valid' })
})

test('twenty who sign the same answers at once make one signature', async () => {
  const patient = await complete()
  const all = await atOnce(20, () => patient.at.ask('POST', '/portal/signatures', typed(patient.responseId)))
  expect(statusesOf(all)).toEqual([...Array(19).fill(200), 201])
  expect(new Set(all.map(({ body }) => body.id)).size).toBe(1)
  expect((await actionsOf(clinic, 'lead', patient.leadId)).filter((action) => action === 'signed')).toHaveLength(1)
})

test('an unfinished, a later edited or another person’s questionnaire is not signed; bad input is named', async () => {
  const patient = await complete()
  const { at, responseId } = patient
  const stranger = await signedInPatient(clinic)
  expect((await stranger.at.ask('POST', '/portal/signatures', typed(responseId))).status).toBe(404)
  expect((await at.ask('POST', '/portal/signatures', typed(responseId, { revision: 2 }))).status).toBe(412)
  expect(badFields(await at.ask('POST', '/portal/signatures', { responseId, agrees: false }))).toEqual([
    'agrees',
    'language',
    'method',
    'name',
    'revision',
  ])
  for (const drawn of [{}, { strokes: [[5, 5]] }])
    expect(badFields(await at.ask('POST', '/portal/signatures', typed(responseId, { method: 'drawn', ...drawn })))).toEqual(['strokes'])
  await clinic.sql(`update questionnaire_responses set state = 'superseded' where id = $1`, [responseId])
  const late = await at.ask('POST', '/portal/signatures', typed(responseId))
  expect([late.status, late.body.type]).toEqual([409, 'urn:healthcrm:problem:superseded'])
  const draft = await signedInPatient(clinic)
  const [row] = await clinic.sql<{ id: number }>(
    `insert into questionnaire_responses (lead_id, version_id) select $1, max(version_id) from questionnaire_responses returning id`,
    [draft.leadId],
  )
  const early = await draft.at.ask('POST', '/portal/signatures', typed(row?.id ?? 0))
  expect([early.status, early.body.type]).toEqual([409, 'urn:healthcrm:problem:incomplete'])
})

test('the database itself lets nobody sign what is incomplete, other than answered or another’s, nor change what is signed', async () => {
  const lead = await build.lead(clinic)
  const other = await build.lead(clinic)
  const [{ id } = { id: 0 }] = await clinic.sql<{ id: number }>('select test_answer($1) as id', [lead])
  const [{ draft } = { draft: 0 }] = await clinic.sql<{ draft: number }>(
    `insert into questionnaire_responses (lead_id, version_id) select $1, version_id from questionnaire_responses where id = $2 returning id as draft`,
    [other, id],
  )
  const [{ signed } = { signed: 0 }] = await clinic.sql<{ signed: number }>('select test_sign($1) as signed', [lead])
  const insert = (response: number, of: number, said = '{"answers":{}}', digest = `encode(sha256(convert_to('${said}', 'UTF8')), 'hex')`) =>
    `insert into signatures (response_id, lead_id, method, signer_name, canonical, digest, signature, key_id, address)
     values (${response}, ${of}, 'typed', 'Ana', '${said}', ${digest}, 'x', 'test', '192.0.2.1')`
  const refusals = [
    insert(draft, other),
    insert(id, other),
    insert(id, lead, '{"answers":{"sleep":1}}'),
    insert(id, lead, '{"answers":{}}', `'00'`),
    `update signatures set signer_name = 'Eva' where id = ${signed}`,
    `update signatures set lead_id = ${other} where id = ${signed}`,
    `delete from signatures where id = ${signed}`,
    'truncate signatures cascade',
    `update questionnaire_responses set answers = '{"sleep":1}' where id = (select response_id from signatures where id = ${signed})`,
    `update questionnaire_responses set state = 'draft' where id = (select response_id from signatures where id = ${signed})`,
    `delete from questionnaire_responses where id = (select response_id from signatures where id = ${signed})`,
  ]
  // The owner, past every policy.
  for (const statement of refusals) await expect(clinic.sql(statement), statement).rejects.toThrow()
  expect((await clinic.sql('select earned_status($1) as status', [other]))[0]).toEqual({ status: 'HHQ Started' })
  const asPatient = { role: 'patient', userId: undefined } as const
  expect(await effectOf(clinic, asPatient, insert(id, lead))).toBe('42501')
  expect(await effectOf(clinic, { role: 'admin', userId: clinic.people.admin.id }, insert(id, lead))).toBe('42501')
})

test('an Admin voids a signature with a reason: the status goes back, the certificate stays readable', async () => {
  const { admin, sdr } = clinic.people
  const patient = await complete()
  await patient.at.ask('POST', '/portal/signatures', typed(patient.responseId))
  const [held] = (await clinic.as(sdr).get<{ data: { id: number; publicId: string }[] }>(`/leads/${patient.leadId}/signatures`)).body.data
  expect((await clinic.as(sdr).put(`/signatures/${held?.id}/void`, { reason: 'Wrong person' })).status).toBe(403)
  expect(badFields(await clinic.as(admin).put(`/signatures/${held?.id}/void`, {}))).toEqual(['reason'])
  const gone = await clinic.as(admin).put(`/signatures/${held?.id}/void`, { reason: 'Wrong person' })
  expect(gone.body).toMatchObject({ state: 'void', voidReason: 'Wrong person', voidedById: admin.id })
  expect((await clinic.as(admin).put(`/signatures/${held?.id}/void`, { reason: 'Again' })).body.voidReason).toBe('Wrong person')
  expect((await clinic.as(sdr).get(`/leads/${patient.leadId}`)).body.status).toBe('HHQ Started')
  expect((await actionsOf(clinic, 'lead', patient.leadId)).slice(-2)).toEqual(['status_changed', 'signature_voided'])
  const file = (await clinic.as(sdr).get(`/signatures/${held?.id}/certificate.json`)).body
  const anyone = clinic.as(undefined)
  expect((await anyone.post('/signatures/verification', file)).body).toEqual({ verdict: 'valid', state: 'void' })
  expect((await anyone.post('/signatures/standing', { id: held?.publicId, digest: file.digest })).body).toEqual({ state: 'void' })
  expect((await anyone.post('/signatures/standing', { id: held?.publicId, digest: '0'.repeat(64) })).body).toEqual({ state: null })
  expect((await clinic.as(admin).put('/signatures/999999/void', { reason: 'x' })).status).toBe(404)
})

test('staff look at a certificate: the look is logged; a restricted lead’s is a 404, as is another patient’s', async () => {
  const { sdr, otherSdr, admin } = clinic.people
  const patient = await complete({ owner_id: sdr.id })
  const { body } = await patient.at.ask(
    'POST',
    '/portal/signatures',
    typed(patient.responseId, {
      method: 'drawn',
      strokes: [
        [1, 2, 30, 40],
        [5, 5],
      ],
    }),
  )
  const [held] = (await clinic.as(sdr).get<{ data: { id: number }[] }>(`/leads/${patient.leadId}/signatures`)).body.data
  const pdf = await clinic.as(sdr).get(`/signatures/${held?.id}/certificate.pdf`)
  expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
  await build.restrict(clinic, 'lead', patient.leadId)
  expect((await clinic.as(otherSdr).get(`/signatures/${held?.id}/certificate.json`)).status).toBe(404)
  expect((await clinic.as(otherSdr).get(`/leads/${patient.leadId}/signatures`)).status).toBe(404)
  expect((await clinic.as(admin).get(`/signatures/${held?.id}/certificate.json`)).status).toBe(200)
  const stranger = await signedInPatient(clinic)
  expect((await stranger.at.ask('GET', `/portal/signatures/${body.id}/certificate.json`)).status).toBe(404)
  expect((await stranger.at.ask('GET', '/portal/signatures')).body).toEqual({ data: [] })
  await expect
    .poll(
      async () =>
        await clinic.sql(
          `select user_id, status from access_log where route = 'GET /signatures/:id/certificate.pdf' and entity_ids @> array[$1::int]`,
          [patient.leadId],
        ),
    )
    .toEqual([{ user_id: sdr.id, status: 200 }])
})

test('the PDF holds the signed file and verifies whole: not a byte of it may change, nor anything be added', async () => {
  const patient = await complete()
  const { body } = await patient.at.ask('POST', '/portal/signatures', typed(patient.responseId, { name: 'Zoë Łukasz', language: 'es' }))
  const answer = await clinic.app.inject({
    url: `/api/v1/portal/signatures/${body.id}/certificate.pdf`,
    headers: { cookie: [...patient.at.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  const keys = await keysOf()
  const said = async (bytes: Uint8Array<ArrayBuffer>) => verifyCertificate(await certificateIn(bytes), keys)
  const whole = new Uint8Array(answer.rawPayload)
  expect(await said(whole)).toBe('valid')
  const title = whole.slice()
  title[20] = 0x41
  const longer = new Uint8Array([...whole, 0x0a])
  const unsealed = whole.slice(0, whole.lastIndexOf(0x25))
  for (const other of [title, longer, unsealed]) expect(await said(other)).toBe('altered')
  const held = await certificateIn(title)
  expect((await clinic.as(undefined).post('/signatures/verification', held)).body).toEqual({ verdict: 'altered', state: null })
})

test('a command says valid, altered or unknown with the published keys alone', async () => {
  const patient = await complete()
  const { body } = await patient.at.ask('POST', '/portal/signatures', typed(patient.responseId))
  const certificate = await certificateOf(patient, body.id)
  const folder = await mkdtemp(join(tmpdir(), 'verify-'))
  const write = async (name: string, content: unknown) => {
    await writeFile(join(folder, name), JSON.stringify(content))
    return join(folder, name)
  }
  const keys = await write('keys.json', { keys: await keysOf() })
  const altered = { ...certificate, document: { ...certificate.document, clinic: 'Another' } }
  const files = [await write('good.json', certificate), await write('bad.json', altered), await write('other.json', {})]
  const said = await Promise.all(files.map((file) => run('server/commands/verify.ts', [file, '--keys', keys])))
  expect(said.map(({ code, out }) => [code, out.split(':')[0]])).toEqual([
    [0, 'valid'],
    [1, 'altered'],
    [2, 'unknown'],
  ])
  await rm(folder, { recursive: true })
})

test('a renewed key signs from then on; what the old one signed stays valid, and its private half is nowhere in the clear', async () => {
  const { admin, sdr } = clinic.people
  const before = await complete()
  const first = await before.at.ask('POST', '/portal/signatures', typed(before.responseId))
  expect((await clinic.as(sdr).post('/signing-keys')).status).toBe(403)
  const renewed = await clinic.as(admin).post<{ keys: { kid: string; retiredAt: string | null }[] }>('/signing-keys')
  expect(renewed.status).toBe(201)
  expect(renewed.body.keys[0]?.retiredAt).toBeNull()
  const after = await complete()
  const second = await after.at.ask('POST', '/portal/signatures', typed(after.responseId))
  const [old, fresh] = [await certificateOf(before, first.body.id), await certificateOf(after, second.body.id)]
  expect(fresh.keyId).toBe(renewed.body.keys[0]?.kid)
  expect(old.keyId).not.toBe(fresh.keyId)
  for (const file of [old, fresh]) expect(await verifyCertificate(file, await keysOf())).toBe('valid')
  expect(renewed.text).not.toMatch(/PRIVATE|sealed|"d"/)
  expect(await clinic.sql("select from signing_keys where sealed_private_key like '%PRIVATE%'")).toEqual([])
})

test('whoever asks without end about certificates is told when to come again; others go on', async () => {
  const anyone = visitor(clinic, { address: '203.0.113.9' })
  const ask = (path: string, body: object, at = anyone) => at.ask('POST', `/signatures/${path}`, body)
  const standing = { id: randomUUID(), digest: '0'.repeat(64) }
  const answers = []
  for (let turn = 0; turn < 31; turn++) answers.push(await ask('verification', {}), await ask('standing', standing))
  expect(new Set(answers.slice(0, 60).map(({ status }) => status))).toEqual(new Set([200]))
  for (const refused of answers.slice(60)) expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true])
  expect((await ask('standing', standing, visitor(clinic, { address: '203.0.113.10' }))).status).toBe(200)
})

test('a lead that signed is not deleted', async () => {
  const patient = await complete()
  await patient.at.ask('POST', '/portal/signatures', typed(patient.responseId))
  const refused = await clinic.as(clinic.people.admin).delete(`/leads/${patient.leadId}`)
  expect([refused.status, refused.body.type]).toEqual([409, 'urn:healthcrm:problem:has_signed'])
})

function run(program: string, args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, out) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out }))
  })
}
