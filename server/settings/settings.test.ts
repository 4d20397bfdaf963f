import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())
beforeEach(() => clinic.sql(`delete from activity_logs where entity_type = 'clinic'`))

interface Clinic {
  name: string
  timeZone: string
  hours: { weekday: number; opensAt: string; closesAt: string }[]
  holidays: { day: string; name: string }[]
}
const admin = () => clinic.as(clinic.people.admin)

describe('the clinic', () => {
  test('an Admin changes name, zone, country and colour; the trail tells old and new; nothing new is not written', async () => {
    const change = { name: 'North Clinic', timeZone: 'Europe/Madrid', country: 'ES', logoColour: '#7a2f12' }
    const answer = await admin().patch('/settings/clinic', change)
    expect([answer.status, answer.body]).toEqual([200, expect.objectContaining(change)])
    await admin().patch('/settings/clinic', change)
    const trail = await trailOf(clinic, 'clinic', 1)
    expect(trail.map(({ action }) => action)).toEqual(['settings_changed'])
    expect(trail[0]?.details).toMatchObject({ changes: { timeZone: ['UTC', 'Europe/Madrid'], logoColour: [null, '#7a2f12'] } })
    const me = await clinic.as(clinic.people.sdr).get('/me')
    expect(me.body.clinic).toMatchObject({ name: 'North Clinic', timeZone: 'Europe/Madrid', logoColour: '#7a2f12' })
  })

  test('staff read it, an Admin alone changes it, a stranger does neither', async () => {
    for (const person of [clinic.people.sdr, clinic.people.coach]) {
      const as = clinic.as(person)
      expect((await as.get('/settings/clinic')).status).toBe(200)
      const refused = [
        await as.patch('/settings/clinic', { name: 'x' }),
        await as.put('/settings/hours', { hours: [] }),
        await as.put('/settings/holidays/2031-12-25', { name: 'x' }),
        await as.delete('/settings/holidays/2031-12-25'),
        await as.put('/value-lists/lead_type', { entries: [] }),
      ]
      expect(statusesOf(refused)).toEqual([403, 403, 403, 403, 403])
    }
    expect((await clinic.as(undefined).get('/settings/clinic')).status).toBe(401)
  })

  test('every bad field is named: an unknown zone, a country in words, a colour on which white is not seen', async () => {
    const answer = await admin().patch('/settings/clinic', {
      name: ' ',
      timeZone: 'Mars/Base',
      country: 'Spain',
      logoColour: '#ffff00',
      x: 1,
    })
    expect([answer.status, badFields(answer)]).toEqual([400, ['country', 'logoColour', 'name', 'timeZone', 'x']])
  })

  test('of two who changed the same state the second is told', async () => {
    const seen = (await admin().get('/settings/clinic')).headers.etag ?? ''
    const answers = await atOnce(2, (index) =>
      admin().patch('/settings/clinic', { name: `Clinic ${index}` }, { headers: { 'if-match': seen } }),
    )
    expect(statusesOf(answers)).toEqual([200, 412])
  })

  test('hours are set as a whole; a weekday twice or one that closes before it opens is a 400', async () => {
    const hours = [
      { weekday: 2, opensAt: '09:00', closesAt: '17:30' },
      { weekday: 1, opensAt: '08:00', closesAt: '24:00' },
    ]
    const { body } = await admin().put<Clinic>('/settings/hours', { hours })
    expect(body.hours).toEqual([hours[1], hours[0]])
    await admin().put('/settings/hours', { hours })
    expect((await trailOf(clinic, 'clinic', 1)).map(({ action }) => action)).toEqual(['settings_changed'])
    expect((await admin().put('/settings/hours', { hours: [hours[0], hours[0]] })).status).toBe(400)
    expect((await admin().put('/settings/hours', { hours: [{ weekday: 1, opensAt: '10:00', closesAt: '09:00' }] })).status).toBe(400)
    expect((await admin().get<Clinic>('/settings/clinic')).body.hours).toHaveLength(2)
  })

  test('a holiday is added, renamed, removed, each logged once; one that is not there is a 404, no day a 400', async () => {
    const as = admin()
    await as.put('/settings/holidays/2031-12-25', { name: 'Christmas' })
    await as.put('/settings/holidays/2031-12-25', { name: 'Christmas' })
    await as.put('/settings/holidays/2031-12-25', { name: 'Christmas Day' })
    expect((await as.get('/settings/holidays')).body).toEqual({ data: [{ day: '2031-12-25', name: 'Christmas Day' }] })
    expect((await as.delete('/settings/holidays/2031-12-25')).status).toBe(204)
    expect((await as.delete('/settings/holidays/2031-12-25')).status).toBe(404)
    expect((await as.put('/settings/holidays/25-12-2031', { name: 'x' })).status).toBe(400)
    expect((await as.put('/settings/holidays/2031-02-30', { name: 'x' })).status).toBe(400)
    expect(await trailOf(clinic, 'clinic', 1)).toHaveLength(3)
  })
})

interface Lists {
  lead_type: { value: string; isRetired: boolean; isFixed: boolean }[]
  lead_outcome: { value: string; closes: boolean; isFixed: boolean }[]
}
const lists = async () => (await clinic.as(clinic.people.sdr).get<Lists>('/value-lists')).body
const types = async () => (await lists()).lead_type.map(({ value }) => value)
const typesAs = (entries: object[], remove: string[] = []) => admin().put<Lists>('/value-lists/lead_type', { entries, remove })

describe('value lists', () => {
  test('a clinic starts with lists; the outcomes of calls are fixed, and those that close a lead say so', async () => {
    const { lead_type, lead_outcome } = await lists()
    expect(lead_type.length).toBeGreaterThan(3)
    expect(lead_outcome.find(({ value }) => value === 'Said Stop')).toMatchObject({ closes: true, isFixed: true })
    expect(lead_outcome.find(({ value }) => value === 'Not Interested')).toMatchObject({ closes: true, isFixed: false })
  })

  test('an entry is added, moved, renamed with its leads, retired; one entry in the trail', async () => {
    const before = await types()
    const [first = '', second = '', ...rest] = before
    const id = await build.lead(clinic, { lead_type: first })
    const other = await build.lead(clinic, { lead_type: second })
    const entries = [
      { value: 'New' },
      { value: second, was: first },
      { value: first, was: second, isRetired: true },
      ...rest.map((value) => ({ value })),
    ]
    expect((await typesAs(entries)).status).toBe(200)
    expect(await types()).toEqual(['New', second, first, ...rest])
    const rows = await clinic.sql('select id, lead_type from leads where id in ($1, $2) order by id', [id, other])
    expect(rows).toEqual([
      { id, lead_type: second },
      { id: other, lead_type: first },
    ])
    expect((await trailOf(clinic, 'clinic', 1)).map(({ action }) => action)).toEqual(['list_changed'])
  })

  test('what leads still have is retired, not removed; what none has goes', async () => {
    const [first = '', ...rest] = await types()
    await build.lead(clinic, { lead_type: first })
    const refused = await typesAs(
      rest.map((value) => ({ value })),
      [first],
    )
    expect([refused.status, refused.body]).toEqual([409, expect.objectContaining({ type: 'urn:healthcrm:problem:value_in_use' })])
    await clinic.sql('update leads set lead_type = null where lead_type = $1', [first])
    expect(
      (
        await typesAs(
          rest.map((value) => ({ value })),
          [first],
        )
      ).status,
    ).toBe(200)
    expect(await types()).toEqual(rest)
  })

  test('a list that somebody changed meanwhile is refused, not overwritten', async () => {
    const seen = await types()
    await typesAs([...seen.map((value) => ({ value })), { value: 'Meanwhile' }])
    expect((await typesAs(seen.map((value) => ({ value })))).status).toBe(409)
    expect(await types()).toContain('Meanwhile')
  })

  test('twenty who add to a list at once lose nothing that was taken', async () => {
    const seen = await types()
    const answers = await atOnce(10, (index) => typesAs([...seen.map((value) => ({ value })), { value: `Race ${index}` }]))
    const taken = answers.filter(({ status }) => status === 200).length
    expect(taken).toBe(1)
    expect((await types()).filter((value) => value.startsWith('Race'))).toHaveLength(1)
  })

  test('fixed outcomes keep their names; doubles and unknown old names are named', async () => {
    const { lead_outcome } = await lists()
    const renamed = lead_outcome.map(({ value }) => (value === 'Voicemail' ? { value: 'Mailbox', was: value } : { value }))
    expect((await admin().put('/value-lists/lead_outcome', { entries: renamed })).status).toBe(400)
    const doubled = [...lead_outcome.map(({ value }) => ({ value })), { value: 'reached' }, { value: 'X', was: 'Never there' }]
    const answer = await admin().put('/value-lists/lead_outcome', { entries: doubled })
    expect(badFields(answer)).toEqual([`entries.${lead_outcome.length}.value`, `entries.${lead_outcome.length + 1}.was`])
    expect((await admin().put('/value-lists/colours', { entries: [] })).status).toBe(400)
  })
})
