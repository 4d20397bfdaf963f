import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { signedInPatient } from '../test/patient.ts'
import { signedIn } from '../test/visitor.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

describe('the portal is a world of its own', () => {
  test('a patient sees themselves, before and after they became a contact', async () => {
    const { admin, coach } = clinic.people
    const { leadId, at } = await signedInPatient(clinic, { first_name: 'Rosa', status: 'Booking: Paid/Booked' })
    expect((await at.ask('GET', '/portal/me')).body).toMatchObject({ leadId, firstName: 'Rosa', contactId: null, stage: null })
    const { body } = await clinic.as(admin).post(`/leads/${leadId}/conversion`, { healthCoachId: coach.id })
    expect((await at.ask('GET', '/portal/me')).body).toMatchObject({ leadId, contactId: body.id, stage: 'Intake' })
  })

  test('who paid before signing is told that the questions are open; a status on somebody’s word vouches for them', async () => {
    const self = async (status: string) => {
      const { leadId, at } = await signedInPatient(clinic, { status })
      return { leadId, me: async () => (await at.ask('GET', '/portal/me')).body }
    }
    const brought = await self('HHQ Signed')
    expect(await brought.me()).toMatchObject({ status: 'HHQ Signed', signed: true })
    const { leadId, me } = await self('HHQ Started')
    const paid = { cents: 19_900, method: 'cash', settledAt: new Date(Date.now() - 60_000).toISOString() }
    await clinic.sql('update payment_settings set price_cents = 19900')
    const answer = await clinic.as(clinic.people.admin).post(`/leads/${leadId}/payments`, paid)
    expect(answer.status, answer.text).toBe(201)
    expect(await me()).toMatchObject({ status: 'Booking: Paid/Not Booked', signed: false })
    const word = { status: 'HHQ Signed', statusReason: 'signed on paper' }
    expect((await clinic.as(clinic.people.admin).patch(`/leads/${leadId}`, word)).status).toBe(200)
    expect(await me()).toMatchObject({ status: 'HHQ Signed', signed: true })
  })

  test('access that is withdrawn ends with the next request', async () => {
    const { leadId, at } = await signedInPatient(clinic)
    expect((await at.ask('GET', '/portal/me')).status).toBe(200)
    await clinic.sql('update leads set portal_access = false where id = $1', [leadId])
    expect((await at.ask('GET', '/portal/me')).status).toBe(401)
  })

  test('what staff sign in with opens nothing of it, and what a patient signs in with opens nothing of theirs', async () => {
    const staff = await signedIn(clinic, clinic.people.admin)
    expect((await staff.ask('GET', '/portal/me')).status).toBe(401)
    expect((await clinic.as(clinic.people.admin).get('/portal/me')).status).toBe(401)
    const { at, leadId } = await signedInPatient(clinic)
    for (const path of ['/me', '/leads', `/leads/${leadId}`, '/activity']) expect((await at.ask('GET', path)).status, path).toBe(401)
  })

  test('the database shows role patient that person alone', async () => {
    const { leadId } = await signedInPatient(clinic)
    await build.lead(clinic)
    const seen = await clinic.database.pool.connect().then(async (client) => {
      try {
        await client.query(`begin; set local role patient; set local app.lead_id = '${leadId}'`)
        return (await client.query('select id from leads')).rows
      } finally {
        await client.query('rollback')
        client.release()
      }
    })
    expect(seen).toEqual([{ id: leadId }])
  })

  test('each look of a patient stands in the access log as theirs', async () => {
    const { leadId, at } = await signedInPatient(clinic)
    await at.ask('GET', '/portal/me')
    await expect
      .poll(() =>
        clinic.sql(
          `select user_id, via, entity_type, entity_ids from access_log where route = 'GET /portal/me' and entity_ids = array[${leadId}]`,
        ),
      )
      .toEqual([{ user_id: null, via: 'portal', entity_type: 'lead', entity_ids: [leadId] }])
  })
})
