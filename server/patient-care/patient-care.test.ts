import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { signedInPatient } from '../test/patient.ts'
import { trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Step {
  name: string
  state: string
  enteredAt: string | null
}
interface Journey {
  of: string
  year: number
  steps: Step[]
  earlierYears: Step[][]
}
const statesOf = (steps: readonly Step[]) => Object.fromEntries(steps.map(({ name, state }) => [name, state]))

async function convertedPatient() {
  const { leadId, at } = await signedInPatient(clinic, { status: 'Booking: Paid/Booked' })
  const { body } = await clinic.as(clinic.people.admin).post<{ id: number }>(`/leads/${leadId}/conversion`, {
    healthCoachId: clinic.people.coach.id,
  })
  return { leadId, at, contactId: body.id }
}

describe('the journey', () => {
  test('of a lead: what is done, where they stand, what is ahead', async () => {
    const { leadId, at } = await signedInPatient(clinic)
    await clinic.as(clinic.people.admin).patch(`/leads/${leadId}`, { status: 'HHQ Signed', statusReason: 'paper' })
    const { body } = await at.ask<Journey>('GET', '/portal/journey')
    expect(body).toMatchObject({ of: 'lead', year: 1, earlierYears: [] })
    expect(statesOf(body.steps)).toEqual({
      'HHQ Started': 'done',
      'HHQ Signed': 'here',
      'Booking: Not Paid': 'ahead',
      'Booking: Paid/Not Booked': 'ahead',
      'Booking: Paid/Booked': 'ahead',
    })
  })

  test('of a patient: a skipped stage is said to be, and the year that is over stays readable', async () => {
    const { at, contactId } = await convertedPatient()
    const as = clinic.as(clinic.people.coach)
    const move = (stage: string, reason?: string) => as.post(`/contacts/${contactId}/stage`, { stage, ...(reason ? { reason } : {}) })
    await move('Initial Lab Review', 'labs were brought along')
    const first = (await at.ask<Journey>('GET', '/portal/journey')).body
    expect(statesOf(first.steps)).toMatchObject({ Intake: 'done', 'Initial Labs': 'skipped', 'Initial Lab Review': 'here' })
    await move('Restart Annual Process', 'a new year')
    await move('Initial Labs')
    const second = (await at.ask<Journey>('GET', '/portal/journey')).body
    expect([second.year, second.steps[0]?.name, second.steps[0]?.state]).toEqual([2, 'Initial Labs', 'here'])
    expect(second.earlierYears.map((steps) => steps.length)).toEqual([15])
  })

  test('neither who moved them nor why is theirs to read', async () => {
    const { at, contactId } = await convertedPatient()
    await clinic.as(clinic.people.coach).post(`/contacts/${contactId}/stage`, { stage: '1st Follow-up Labs', reason: 'canary reason' })
    expect((await at.ask('GET', '/portal/journey')).text).not.toMatch(/canary|enteredById/)
  })
})

describe('tasks meant for the patient', () => {
  test('are seen once they are shared, done by the patient, completed by the staff', async () => {
    const { leadId, at } = await signedInPatient(clinic)
    const { sdr } = clinic.people
    const task = await build.task(clinic, { lead_id: leadId, title: 'Fast for twelve hours', assigned_to_id: sdr.id })
    const list = () => at.ask<{ data: { id: number; doneAt: string | null }[] }>('GET', '/portal/tasks')
    expect((await list()).body.data).toEqual([])
    const as = clinic.as(sdr)
    expect((await as.put(`/tasks/${task}/sharing`)).body).toEqual({ taskId: task, isShared: true, doneAt: null })
    await as.put(`/tasks/${task}/sharing`)
    expect((await trailOf(clinic, 'task', task)).map(({ action }) => action)).toEqual(['shared_with_patient'])
    expect((await list()).body.data).toMatchObject([{ id: task, title: 'Fast for twelve hours', doneAt: null }])
    const done = await at.ask('PUT', `/portal/tasks/${task}/done`)
    expect(done.body.doneAt).not.toBeNull()
    expect((await at.ask('PUT', `/portal/tasks/${task}/done`)).body).toEqual(done.body)
    expect((await as.get(`/tasks/${task}/sharing`)).body.doneAt).toEqual(done.body.doneAt)
    expect((await at.ask('DELETE', `/portal/tasks/${task}/done`)).body.doneAt).toBeNull()
    expect((await trailOf(clinic, 'lead', leadId)).map(({ action, userId }) => [action, userId])).toEqual([
      ['patient_task_done', null],
      ['patient_task_undone', null],
    ])
    await as.put(`/tasks/${task}/completion`)
    expect((await at.ask('DELETE', `/portal/tasks/${task}/done`)).status).toBe(409)
    expect((await as.delete(`/tasks/${task}/sharing`)).body.isShared).toBe(false)
    expect((await list()).body.data).toEqual([])
  })

  test('of somebody else, or not shared, are not there; a task of nobody is not shared', async () => {
    const { leadId, at } = await signedInPatient(clinic)
    const other = await signedInPatient(clinic)
    const theirs = await build.task(clinic, { lead_id: other.leadId })
    const hidden = await build.task(clinic, { lead_id: leadId })
    await clinic.as(clinic.people.admin).put(`/tasks/${theirs}/sharing`)
    for (const id of [theirs, hidden, 2147483000]) expect((await at.ask('PUT', `/portal/tasks/${id}/done`)).status).toBe(404)
    const ofNobody = await build.task(clinic)
    expect((await clinic.as(clinic.people.admin).put(`/tasks/${ofNobody}/sharing`)).status).toBe(409)
    expect((await clinic.as(clinic.people.coach).put(`/tasks/${hidden}/sharing`)).status).toBe(403)
    expect((await clinic.as(clinic.people.admin).get('/tasks/2147483000/sharing')).status).toBe(404)
  })
})

describe('who looked', () => {
  test('names the staff and what they opened, not what the patient opened themselves, nor a look at others', async () => {
    const { leadId, at } = await signedInPatient(clinic)
    const other = await build.lead(clinic)
    await clinic.as(clinic.people.sdr).get(`/leads/${leadId}`)
    await clinic.as(clinic.people.sdr).get(`/leads/${other}`)
    await at.ask('GET', '/portal/me')
    const looks = async () => (await at.ask<{ data: unknown[] }>('GET', '/portal/looks')).body.data
    await expect.poll(looks).toEqual([{ at: expect.any(String), name: expect.stringContaining('SDR'), role: 'SDR', kind: 'record' }])
    await clinic.as(clinic.people.otherSdr).get(`/exports/leads.csv?id=${leadId}`)
    await expect.poll(async () => (await looks())[0]).toMatchObject({ role: 'SDR', kind: 'export' })
    await clinic.as(clinic.people.admin).get(`/leads?id=${leadId}`)
    await expect.poll(async () => (await looks())[0]).toMatchObject({ role: 'Admin', kind: 'list' })
    const first = (await at.ask<{ nextCursor: string }>('GET', '/portal/looks?limit=1')).body
    const rest = await at.ask<{ data: unknown[]; nextCursor: null }>('GET', `/portal/looks?limit=9&cursor=${first.nextCursor}`)
    expect(rest.body).toMatchObject({ data: [{ kind: 'export' }, { kind: 'record' }], nextCursor: null })
    expect((await at.ask('GET', '/portal/looks?cursor=wrong')).status).toBe(400)
  })
})

describe('everything in one file', () => {
  test('holds what is theirs, no secret, nothing of others; taking it along is in the trail', async () => {
    const { leadId, at, contactId } = await convertedPatient()
    await clinic.sql('update leads set password_hash = $2 where id = $1', [leadId, '$argon2id$canary'])
    const stranger = await build.lead(clinic, { first_name: 'Canarystranger' })
    await build.task(clinic, { contact_id: contactId, title: 'Theirs' })
    await build.task(clinic, { lead_id: stranger, title: 'Canarytask' })
    const file = await clinic.sql<{ id: string }>(
      `insert into files (lead_id, name, media_type, bytes, digest) values ($1, 'note.txt', 'text/plain', 5, 'x') returning id`,
      [leadId],
    )
    await clinic.sql('insert into file_contents (file_id, content) values ($1, $2)', [file[0]?.id, Buffer.from('notes')])
    const answer = await at.ask<Record<string, unknown>>('GET', '/portal/data')
    expect(answer.body.files).toMatchObject([{ name: 'note.txt', content: Buffer.from('notes').toString('base64') }])
    expect(answer.headers['content-disposition']).toContain('attachment')
    expect(answer.body).toMatchObject({ lead: { id: leadId }, patient: { id: contactId }, tasks: [{ title: 'Theirs' }] })
    expect(answer.text).not.toMatch(/canary/i)
    expect((await trailOf(clinic, 'lead', leadId)).map(({ action }) => action)).toContain('data_downloaded')
  })

  test('without somebody signed in it holds nothing', async () => {
    expect((await clinic.as(undefined).get('/portal/data')).status).toBe(401)
  })
})
