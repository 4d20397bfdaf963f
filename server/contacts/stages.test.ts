import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactStages } from '../../shared/values.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const move = (id: number, stage: string, reason?: string) => clinic.as(clinic.people.coach).post(`/contacts/${id}/stage`, { stage, reason })

test('a patient walks all fifteen stages one by one without a reason, and the year begins again at Initial Labs', async () => {
  const id = await build.contact(clinic)
  for (const stage of [...contactStages.slice(1), 'Initial Labs']) {
    expect((await move(id, stage)).body).toMatchObject({ id, stage })
  }
  const { body } = await clinic
    .as(clinic.people.sdr)
    .get<{ data: { stage: string; leftAt: string | null; enteredById: number | null }[] }>(`/contacts/${id}/stages`)
  expect(body.data.map(({ stage }) => stage)).toEqual([...contactStages, 'Initial Labs'])
  expect(body.data.map(({ leftAt }) => leftAt === null)).toEqual([...contactStages.map(() => false), true])
  expect(body.data.at(-1)?.enteredById).toBe(clinic.people.coach.id)
})

test('skipping and going back need a reason, which stays visible', async () => {
  const id = await build.contact(clinic, { stage: 'Initial Lab Review' })
  for (const stage of ['Intake', 'Initial Medication Order', 'Restart Annual Process']) {
    const refused = await move(id, stage)
    expect([refused.status, badFields(refused)]).toEqual([400, ['reason']])
  }
  expect((await move(id, 'Intake', ' ')).status).toBe(400)
  expect((await move(id, 'Intake', 'Labs were lost')).body.stage).toBe('Intake')
  expect(await trailOf(clinic, 'contact', id)).toEqual([
    {
      action: 'stage_changed',
      details: { changes: { stage: ['Initial Lab Review', 'Intake'] }, reason: 'Labs were lost' },
      userId: clinic.people.coach.id,
    },
  ])
  const { body } = await clinic.as(clinic.people.coach).get<{ data: { stage: string; reason: string | null }[] }>(`/contacts/${id}/stages`)
  expect(body.data.at(-1)).toMatchObject({ stage: 'Intake', reason: 'Labs were lost' })
})

test('a step to the stage where they are says what stands and writes nothing', async () => {
  const id = await build.contact(clinic)
  const before = await clinic.as(clinic.people.coach).get(`/contacts/${id}`)
  const after = await move(id, 'Intake')
  expect([after.status, after.text]).toEqual([200, before.text])
  expect(await trailOf(clinic, 'contact', id)).toEqual([])
})

test('ten who move a patient on at once move them one stage', async () => {
  const id = await build.contact(clinic)
  const answers = await atOnce(10, () => move(id, 'Initial Labs'))
  expect(statusesOf(answers)).toEqual(Array(10).fill(200))
  expect(await trailOf(clinic, 'contact', id)).toHaveLength(1)
})

test('a stage that does not exist is named as bad', async () => {
  const id = await build.contact(clinic)
  expect(badFields(await move(id, 'Initial labs'))).toEqual(['stage'])
})

test('contacts are sorted by stage in the order of the journey, and filtered by any of several', async () => {
  const as = clinic.as(clinic.people.sdr)
  await build.contact(clinic, { stage: 'Restart Annual Process' })
  await build.contact(clinic, { stage: '1st Follow-up Labs' })
  const { body } = await as.get<{ data: { stage: (typeof contactStages)[number] }[] }>('/contacts?sort=stage&limit=200')
  const places = body.data.map(({ stage }) => contactStages.indexOf(stage))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  const some = await as.get<{ data: { stage: string }[] }>('/contacts?stage=Restart+Annual+Process&stage=1st+Follow-up+Labs')
  expect(new Set(some.body.data.map(({ stage }) => stage))).toEqual(new Set(['Restart Annual Process', '1st Follow-up Labs']))
})
