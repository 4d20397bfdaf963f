import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { signedInPatient } from '../test/patient.ts'
import { atOnce, statusesOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const keyed = (key: string) => ({ headers: { 'idempotency-key': key } })
const ask = { kind: 'correction', body: 'My birthday is another one.' }
const asked = (leadId: number) => clinic.sql('select id from patient_requests where lead_id = $1', [leadId])

test('a patient’s equal requests at once are one act with one answer; another body is a 409 (E4)', async () => {
  const { leadId, at } = await signedInPatient(clinic)
  const answers = await atOnce(20, () => at.ask('POST', '/portal/requests', ask, keyed('mine')))
  expect(statusesOf(answers)).toEqual(Array(20).fill(201))
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(await asked(leadId)).toHaveLength(1)
  expect((await at.ask('POST', '/portal/requests', { ...ask, body: 'Another matter.' }, keyed('mine'))).status).toBe(409)
})

test('another patient’s key is another key, and what is stored of an answer is sealed', async () => {
  const [one, other] = [await signedInPatient(clinic), await signedInPatient(clinic)]
  for (const { at } of [one, other]) expect((await at.ask('POST', '/portal/requests', ask, keyed('shared'))).status).toBe(201)
  expect([(await asked(one.leadId)).length, (await asked(other.leadId)).length]).toEqual([1, 1])
  const kept = await clinic.sql<{ row: string }>('select to_jsonb(k)::text as row from portal_idempotency_keys k')
  expect(kept.map(({ row }) => row).join()).not.toContain('birthday')
})
