import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'
import { report } from '../test/report.ts'
import { testClock, visitor } from '../test/visitor.ts'
import { leadSourceOf, placeOf } from './sources.ts'

const clock = testClock()
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: clock.now })
  await clinic.app.house.jobs.start()
})
afterAll(() => clinic.close())

let networks = 0
const someAddress = () => `10.7.${Math.floor(networks / 250)}.${(networks++ % 250) + 1}`
const field = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

type Fields = Record<string, string>

async function page(path: string, headers: Record<string, string> = {}) {
  const { body, statusCode, headers: answered } = await clinic.app.inject({ url: path, headers, remoteAddress: someAddress() })
  return { html: body, status: statusCode, headers: answered }
}
async function post(path: string, fields: Fields, remoteAddress = someAddress()) {
  const answer = await clinic.app.inject({
    method: 'POST',
    url: path,
    remoteAddress,
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' },
    payload: new URLSearchParams(fields).toString(),
  })
  return { status: answer.statusCode, html: answer.body, headers: answer.headers }
}
const hiddenOf = (html: string): Fields =>
  Object.fromEntries(
    ['stamp', 'submissionKey', 'language', 'source', 'utmSource', 'utmMedium', 'utmCampaign', 'referrer'].flatMap((name) =>
      field(html, name) ? [[name, field(html, name)]] : [],
    ),
  )
const person = (email: string): Fields => ({
  firstName: 'Paz',
  lastName: 'Ruiz',
  email,
  state: 'TX',
  phone: '555 010 2030',
  consent: 'yes',
})

/** Opens the page, waits as a person does, sends it. */
async function arrive(email: string, { path = '/start', more = {} }: { path?: string; more?: Fields } = {}) {
  const { html } = await page(path)
  clock.pass({ seconds: 20 })
  const answer = await post(path.split('?')[0] ?? '', { ...hiddenOf(html), ...person(email), ...more })
  expect(answer.status).toBe(303)
  return answer
}
const leadsOf = (email: string) =>
  clinic.sql<{ id: number; status: string; lead_source: string; portal_access: boolean }>(
    'select * from leads where lower(email) = lower($1)',
    [email],
  )
const touchesOf = (leadId: number) => clinic.sql('select * from lead_touches where lead_id = $1 order by id', [leadId])
const whenWorkedIn = () =>
  expect.poll(() => clinic.sql('select id from form_submissions where sealed is not null'), { timeout: 20_000, interval: 100 }).toEqual([])

describe('the public page', () => {
  test('weighs at most 20 kB gzip, speaks both languages, works without scripts, and nobody may frame it', async () => {
    const { html, headers, status } = await page('/start')
    const bytes = gzipSync(html).length
    report(`/start: ${(bytes / 1000).toFixed(1)} kB gzip in one request`)
    expect([status, bytes < 20_000]).toEqual([200, true])
    expect(html).not.toMatch(/<script src|<link rel="stylesheet"/)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-frame-options']).toBe('DENY')
    expect((await page('/start', { 'accept-language': 'es-MX,es;q=0.9,en;q=0.5' })).html).toContain('<html lang="es">')
    expect((await page('/start?lang=en', { 'accept-language': 'es' })).html).toContain('<html lang="en">')
  })

  test('makes a lead `HHQ Started` with what was typed, where it came from and the consent in the words that were shown', async () => {
    await arrive('paz@example.com', { path: '/start?source=newsletter&utm_source=spring&utm_campaign=hope&lang=es' })
    await whenWorkedIn()
    const [lead] = await leadsOf('paz@example.com')
    expect(lead).toMatchObject({ status: 'HHQ Started', lead_source: 'Newsletter', portal_access: true })
    expect(await touchesOf(lead?.id ?? 0)).toMatchObject([
      { source: 'newsletter', utm_source: 'spring', utm_campaign: 'hope', lead_source: 'Newsletter' },
    ])
    const [consent] = await clinic.sql('select * from consents where lead_id = $1', [lead?.id])
    expect(consent).toMatchObject({ kind: 'contact', wording: expect.stringContaining('Acepto que') })
    const [profile] = await clinic.sql(`select * from person_profiles where entity_type = 'lead' and entity_id = $1`, [lead?.id])
    expect(profile).toMatchObject({ state: 'TX', language: 'es' })
    const log = await clinic.sql(
      `select action, user_id from activity_logs where entity_type = 'lead' and entity_id = $1 and action = 'created'`,
      [lead?.id],
    )
    expect(log).toEqual([{ action: 'created', user_id: null }])
    const { body } = await clinic.as(clinic.people.sdr).get(`/leads/${lead?.id}/arrivals`)
    expect(body).toMatchObject({
      touches: [{ source: 'newsletter', form: 'Start page' }],
      consents: [{ kind: 'contact', withdrawnAt: null }],
    })
  })

  test('finds who is known by their address, in any case, and changes nothing of theirs; staff see that they came again', async () => {
    const leadId = await build.lead(clinic, { email: 'known@example.com', first_name: 'Kim', status: 'HHQ Signed', phone: '1' })
    const strange = await arrive('Known@Example.com', { path: '/start?utm_source=instagram' })
    const fresh = await arrive('fresh@example.com', { path: '/start?utm_source=instagram' })
    expect([strange.status, strange.headers.location, strange.html]).toEqual([fresh.status, fresh.headers.location, fresh.html])
    await whenWorkedIn()
    expect(await leadsOf('known@example.com')).toMatchObject([
      { id: leadId, first_name: 'Kim', status: 'HHQ Signed', phone: '1', portal_access: true },
    ])
    expect(await touchesOf(leadId)).toMatchObject([{ lead_source: 'Social Media Discovery Call' }])
  })

  test('opens the portal to nobody whom staff closed it to', async () => {
    const leadId = await build.lead(clinic, { email: 'closed@example.com' })
    const admin = clinic.as(clinic.people.admin)
    await admin.put(`/leads/${leadId}/portal-access`)
    await admin.delete(`/leads/${leadId}/portal-access`)
    await arrive('closed@example.com')
    await whenWorkedIn()
    expect(await leadsOf('closed@example.com')).toMatchObject([{ portal_access: false }])
  })

  test('pressed twice, also at once, is one arrival', async () => {
    const { html } = await page('/start')
    clock.pass({ seconds: 20 })
    const fields = { ...hiddenOf(html), ...person('twice@example.com') }
    const answers = await Promise.all([1, 2, 3, 4].map(() => post('/start', fields)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    await whenWorkedIn()
    const [lead, ...more] = await leadsOf('twice@example.com')
    expect(more).toEqual([])
    expect(await touchesOf(lead?.id ?? 0)).toHaveLength(1)
  })

  test('two forms of one address at once make one lead', async () => {
    const forms = await Promise.all([1, 2, 3].map(() => page('/start')))
    clock.pass({ seconds: 20 })
    await Promise.all(forms.map(({ html }) => post('/start', { ...hiddenOf(html), ...person('atonce@example.com') })))
    await whenWorkedIn()
    const found = await leadsOf('atonce@example.com')
    expect(found).toHaveLength(1)
    expect(await touchesOf(found[0]?.id ?? 0)).toHaveLength(3)
  })

  test('names every bad field at once, in the person’s language, and keeps what they typed', async () => {
    const { html } = await page('/start?lang=es')
    clock.pass({ seconds: 20 })
    const answer = await post('/start', { ...hiddenOf(html), lastName: 'Ruiz "Paz" <b>', email: 'not an address' })
    expect(answer.status).toBe(400)
    for (const name of ['firstName', 'email', 'consent']) expect(answer.html, name).toContain(`id="${name}-error"`)
    expect(answer.html).toContain('value="Ruiz &quot;Paz&quot; &lt;b&gt;"')
    expect(answer.html).toContain('Hace falta')
  })

  test('a program is told apart: too quick, with a stamp of its own, or filling in what people do not see; who took a day is not', async () => {
    const { html } = await page('/start')
    const quick = await post('/start', { ...hiddenOf(html), ...person('quick@example.com') })
    expect([quick.status, field(quick.html, 'stamp')]).toEqual([400, field(html, 'stamp')])
    clock.pass({ seconds: 20 })
    expect((await post('/start', { ...hiddenOf(html), ...person('quick@example.com'), stamp: 'made.up' })).status).toBe(400)
    const trapped = await post('/start', { ...hiddenOf(html), ...person('trapped@example.com'), website: 'https://spam.example' })
    expect(trapped.status).toBe(303)
    clock.pass({ hours: 25 })
    const stale = await post('/start', { ...hiddenOf(html), ...person('patient@example.com') })
    expect([stale.status, stale.html]).toEqual([400, expect.stringContaining('open for a long time')])
    await whenWorkedIn()
    expect(await leadsOf('patient@example.com')).toEqual([])
    clock.pass({ seconds: 20 })
    expect((await post('/start', { ...hiddenOf(stale.html), ...person('patient@example.com') })).status).toBe(303)
    await whenWorkedIn()
    expect(await leadsOf('patient@example.com')).toHaveLength(1)
    expect([...(await leadsOf('quick@example.com')), ...(await leadsOf('trapped@example.com'))]).toEqual([])
  })

  test('more than twenty from one network in a quarter of an hour are a 429 that says when to come again', async () => {
    const { html } = await page('/start')
    clock.pass({ seconds: 20 })
    const statuses: number[] = []
    for (let turn = 0; turn < 21; turn++) {
      const fields = { ...hiddenOf(html), ...person(`many${turn}@example.com`), website: 'counted, and dropped' }
      const { status, headers } = await post('/start', fields, '10.6.0.1')
      statuses.push(status)
      if (status === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    }
    expect([statuses.filter((status) => status === 303).length, statuses.at(-1)]).toEqual([20, 429])
  })

  test('takes as long for a stranger as for somebody known (A8)', async () => {
    await build.lead(clinic, { email: 'steady@example.com' })
    const rounds = counts(10, 200)
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
    for (let turn = 0; turn < rounds; turn++) {
      for (const who of ['known', 'unknown'] as const) {
        const { html } = await page('/start')
        clock.pass({ minutes: 16 })
        const fields = { ...hiddenOf(html), ...person(who === 'known' ? 'steady@example.com' : `other${turn}@example.com`) }
        const began = performance.now()
        await post('/start', fields)
        times[who].push(performance.now() - began)
      }
    }
    const middle = (list: number[]) => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0
    const [known, unknown] = [middle(times.known), middle(times.unknown)]
    report(`Public form, ${rounds} each: known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms`)
    expect(Math.abs(known - unknown) / unknown).toBeLessThan(counts(0.6, 0.1))
    await whenWorkedIn()
  })
})

describe('forms of other sites', () => {
  const site = 'https://partner.example'
  const addForm = async (over: object = {}) =>
    (
      await clinic
        .as(clinic.people.admin)
        .post<{ id: number; token: string; url: string }>('/public-forms', { name: 'Partner', origins: [site], ...over })
    ).body
  const sent = async (token: string, email: string, headers: Record<string, string> = {}) => {
    const at = visitor(clinic, { address: someAddress() })
    const { body } = await at.ask<{ stamp: string }>('GET', `/public/forms/${token}`, undefined, { headers })
    clock.pass({ seconds: 5 })
    const { consent: _consent, ...fields } = person(email)
    return at.ask(
      'POST',
      `/public/forms/${token}/submissions`,
      { ...fields, consent: true, stamp: body.stamp ?? 'none.at-all', submissionKey: email },
      { headers },
    )
  }

  test('send by POST with their token, from their origins alone, and bring their own source', async () => {
    const { token } = await addForm({ leadSource: 'Lab Purchase' })
    const answer = await sent(token, 'partner@example.com', { origin: site, 'sec-fetch-site': 'cross-site' })
    expect([answer.status, answer.body, answer.headers['access-control-allow-origin']]).toEqual([202, { received: true }, site])
    expect((await sent(token, 'evil@example.com', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await sent('nosuchform', 'evil@example.com')).status).toBe(404)
    await whenWorkedIn()
    expect(await leadsOf('partner@example.com')).toMatchObject([{ lead_source: 'Lab Purchase' }])
    expect(await leadsOf('evil@example.com')).toEqual([])
  })

  test('a browser that asks first is told which origins may', async () => {
    const { token } = await addForm()
    const ask = (origin: string) =>
      clinic.app.inject({
        method: 'OPTIONS',
        url: `/api/v1/public/forms/${token}/submissions`,
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    expect((await ask(site)).headers['access-control-allow-origin']).toBe(site)
    expect((await ask('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined()
  })

  test('have a page that their sites, and no others, may embed', async () => {
    const { token, url } = await addForm()
    expect(url).toBe(`http://localhost:3000/start/${token}`)
    const { headers, status } = await page(`/start/${token}`)
    expect(status).toBe(200)
    expect(headers['content-security-policy']).toContain(`frame-ancestors 'self' ${site}`)
    expect(headers['x-frame-options']).toBeUndefined()
  })

  test('are added, changed and switched off by Admins, each change in the trail; bad input is named', async () => {
    const admin = clinic.as(clinic.people.admin)
    const { id, token } = await addForm()
    expect((await clinic.as(clinic.people.sdr).get('/public-forms')).status).toBe(403)
    const bad = await admin.post('/public-forms', { name: '', origins: ['partner.example/page'] })
    expect([bad.status, (bad.body.errors as { path: string }[]).map(({ path }) => path)]).toEqual([400, ['name', 'origins.0']])
    expect((await admin.patch(`/public-forms/${id}`, { isActive: false })).body).toMatchObject({ isActive: false })
    expect((await page(`/start/${token}`)).status).toBe(404)
    expect((await admin.patch('/public-forms/999999', { isActive: false })).status).toBe(404)
    const log = await clinic.sql(
      `select details from activity_logs where entity_type = 'clinic' and action = 'settings_changed' order by id desc limit 1`,
    )
    expect(JSON.parse(String(log[0]?.details))).toEqual({ changes: { 'form.isActive': ['Partner: true', 'Partner: false'] } })
    expect((await clinic.as(clinic.people.coach).get('/leads/999999/arrivals')).status).toBe(404)
  })
})

test.each([
  [{ source: 'Newsletter' }, 'Newsletter'],
  [{ source: 'marek-health' }, 'Marek Health Discovery Call'],
  [{ source: 'newsletter_discovery_call' }, 'Newsletter Discovery Call'],
  [{ utmSource: 'Facebook', utmMedium: 'cpc' }, 'Social Media Discovery Call'],
  [{ utmSource: 'spring', utmMedium: 'email' }, 'Newsletter'],
  [{ source: 'somewhere', utmSource: 'labs' }, 'Lab Purchase'],
  [{ source: 'somewhere' }, 'HHQ Complete'],
  [{}, 'HHQ Complete'],
] as const)('%j is taken for %s', (trace, source) => {
  expect(leadSourceOf(trace, 'HHQ Complete')).toBe(source)
})

test('of where one came from, host and path are kept, never what was asked there', () => {
  expect(placeOf('https://search.example/results?q=my+illness#part')).toBe('search.example/results')
  for (const bad of ['javascript:alert(1)', 'no address', '', null]) expect(placeOf(bad)).toBeNull()
})
