/** What outsiders and patients write is text to whoever reads it: sixty scripts in every field they have, on every page that shows it (D5). */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enough } from '../server/questionnaires/test-answers.ts'
import { counts, tell } from '../server/test/counts.ts'
import { type SignedInPatient, signedInPatient } from '../server/test/patient.ts'
import { visitor } from '../server/test/visitor.ts'
import type { Answer, Definition } from '../shared/questionnaires.ts'
import { type Clinic, openClinic } from './support/clinic.ts'
import { payloads } from './support/payloads.ts'

const long = counts(240_000, 3_600_000)
const tried = payloads.slice(0, counts(3, payloads.length))
let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
  await clinic.app.house.jobs.start()
})
afterAll(() => clinic?.close())

/** Whatever runs, wants to run or is refused on a page. */
function watch(page: Page): string[] {
  const heard: string[] = []
  page.on('dialog', (dialog) => {
    heard.push(`dialog at ${page.url()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => heard.push(`${error.message} at ${page.url()}`))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) heard.push(`${message.text()} at ${page.url()}`)
  })
  page.on('request', (request) => {
    if (new URL(request.url()).host === 'evil.example') heard.push(`${request.url()} at ${page.url()}`)
  })
  return heard
}

interface Hostile {
  payload: string
  patient: SignedInPatient
}

/** By the public form: every field of it that takes words. */
async function arrive(payload: string, at: number): Promise<string> {
  const from = visitor(clinic, { address: `10.20.${at}.1` })
  const email = `hostile${at}@example.com`
  const { body } = await from.ask<{ stamp: string }>('GET', '/public/forms/start')
  await new Promise((resolve) => setTimeout(resolve, at === 0 ? 2_100 : 0))
  const traces = Object.fromEntries(
    ['source', 'utmSource', 'utmMedium', 'utmCampaign', 'utmTerm', 'utmContent'].map((name) => [name, payload]),
  )
  const given = {
    firstName: payload,
    // A break within a name is refused (server/trust/input.test.ts); at its ends it is taken off.
    lastName: `${at} ${payload.trim()}`,
    email,
    consent: true,
    stamp: stamps[0] ?? body.stamp,
    submissionKey: email,
  }
  stamps[0] ??= body.stamp
  const answer = await from.ask('POST', '/public/forms/start/submissions', {
    ...given,
    ...traces,
    referrer: payload,
    phone: payload.slice(0, 60),
  })
  expect([payload, answer.status]).toEqual([payload, 202])
  return email
}
const stamps: string[] = []

/** Signed in: message, file, request, answers in words, and a signature under the name. */
async function writeEverywhere({ payload, patient: { at } }: Hostile): Promise<void> {
  const done = [
    await at.ask('POST', '/portal/messages', { body: payload }),
    await at.ask('POST', '/portal/requests', { kind: 'correction', body: payload }),
    await at.ask('POST', '/portal/requests', { kind: 'erasure', body: payload }),
  ]
  const cookie = [...at.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const type = 'application/octet-stream'
  const headers = {
    cookie,
    'sec-fetch-site': 'same-origin',
    'content-type': type,
    'x-file-name': encodeURIComponent(payload.replaceAll('/', '∕')),
  }
  const file = await clinic.app.inject({ method: 'POST', url: '/api/v1/portal/files', headers, payload: Buffer.from('%PDF-1.7 x') })
  expect([payload, ...done.map(({ status }) => status), file.statusCode]).toEqual([payload, 201, 201, 201, 201])
  const { body: own } = await at.ask<{ revision: number; definition: Definition }>('GET', '/portal/questionnaire')
  const words = { 'Some words': payload, Metformin: payload, Penicillin: payload } as Record<string, Answer>
  const said = JSON.parse(JSON.stringify(enough(own.definition)), (_key, value) =>
    typeof value === 'string' ? (words[value] ?? value) : value,
  )
  const saved = await at.ask<{ revision: number }>('PUT', '/portal/questionnaire', { revision: own.revision, answers: said })
  expect([payload, saved.status, saved.text.slice(0, 300)]).toEqual([payload, 200, expect.anything()])
  const complete = await at.ask('POST', '/portal/questionnaire/completion', { revision: saved.body.revision })
  expect([payload, complete.status, complete.text.slice(0, 300)]).toEqual([payload, 200, expect.anything()])
  const { body: waiting } = await at.ask<{ response: { id: number; revision: number } }>('GET', '/portal/signature')
  const { id: responseId, revision } = waiting.response
  const signed = await at.ask('POST', '/portal/signatures', {
    responseId,
    revision,
    name: payload,
    method: 'typed',
    language: 'en',
    agrees: true,
  })
  expect([payload, signed.status, signed.text.slice(0, 200)]).toEqual([payload, 201, expect.anything()])
}

test('what would run is heard: one put into a page as markup is', async () => {
  const page = await clinic.open(clinic.people.admin, '/leads')
  const heard = watch(page)
  await page.evaluate((markup) => {
    document.body.innerHTML = markup
  }, '<img src=x onerror=alert(1)>')
  await expect.poll(() => heard.length).toBeGreaterThan(0)
})

let hostiles: Hostile[] = []
test('they arrive, write, upload, ask, answer and sign with nothing but scripts', { timeout: long }, async () => {
  const emails: string[] = []
  for (const [at, payload] of tried.entries()) emails.push(await arrive(payload, at))
  await expect
    .poll(async () => (await clinic.sql('select from leads where email = any($1)', [emails])).length, { timeout: long })
    .toBe(emails.length)
  for (const [at, payload] of tried.entries()) {
    const [lead] = await clinic.sql<{ id: number }>('select id from leads where email = $1', [emails[at]])
    hostiles = [...hostiles, { payload, patient: await signedInPatient(clinic, lead?.id ?? 0) }]
  }
  for (const each of hostiles) await writeEverywhere(each)
  // Some of them are patients by now.
  for (const { patient } of hostiles.filter((_each, at) => at % 2)) {
    await clinic.as(clinic.people.admin).post(`/leads/${patient.leadId}/conversion`, { reason: 'as they wished' })
  }
})

/** Goes through pages one after the other; says what was heard and whether anything ran. */
async function walk(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(clinic.url + path)
    await page.locator('h1, [role=main], main').first().waitFor()
    await page.waitForLoadState('networkidle')
    expect([path, await page.evaluate(() => 'hacked' in window)]).toEqual([path, false])
  }
}

test('nothing of it runs, loads or is even refused on any page of the staff', { timeout: long }, async () => {
  const page = await clinic.open(clinic.people.admin, '/leads')
  const heard = watch(page)
  const contacts = await clinic.sql<{ id: number }>('select contact_id as id from lead_conversions order by 1')
  const lists = [
    '/leads',
    '/leads?layout=board',
    '/patients',
    '/patients?layout=board',
    '/requests',
    '/messages',
    '/audit',
    '/my-day',
    '/calendar',
  ]
  const rest = ['/tasks', '/no-next-step', '/duplicates', '/notifications', '/dashboard', '/forms', '/payments', '/team', '/lists', '/bulk']
  const records = hostiles.flatMap(({ patient }) => [`/leads/${patient.leadId}`, `/messages?with=${patient.leadId}`])
  const all = [...lists, ...rest, ...records, ...contacts.map(({ id }) => `/patients/${id}`)]
  await walk(page, all)
  for (const { payload } of hostiles) {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(payload.replace(/[^a-z]/g, '').slice(0, 8))
    await page.waitForTimeout(250)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  }
  expect(heard).toEqual([])
  tell(`D5, staff: ${tried.length} payloads on ${all.length} pages and in the palette: 0 ran, 0 refused by the policy`)
})

test('nor on any page of the portal or of the public form', { timeout: long }, async () => {
  const page = await clinic.openDoor('/healthz', { screen: 'phone' })
  const heard = watch(page)
  const own = [
    '',
    '/messages',
    '/documents',
    '/data',
    '/account',
    '/looks',
    '/questionnaire?section=review',
    '/sign',
    '/receipt',
    '/verify',
  ]
  for (const { patient } of hostiles) {
    await page.context().addCookies([...patient.at.cookies].map(([name, value]) => ({ name, value, url: clinic.url })))
    await walk(
      page,
      own.map((path) => `/portal${path}`),
    )
  }
  await walk(
    page,
    tried.map(
      (payload) =>
        `/start?source=${encodeURIComponent(payload)}&utm_source=${encodeURIComponent(payload)}&lang=${encodeURIComponent(payload)}`,
    ),
  )
  expect(heard).toEqual([])
  tell(`D5, portal: ${tried.length} payloads on ${tried.length * (own.length + 1)} pages: 0 ran, 0 refused by the policy`)
})

test('a certificate holds words alone: nothing in it runs or leads away', { timeout: long }, async () => {
  for (const { payload, patient } of hostiles) {
    const [signature] = await clinic.sql<{ id: string }>('select public_id as id from signatures where lead_id = $1', [patient.leadId])
    const pdf = await patient.at.ask('GET', `/portal/signatures/${signature?.id}/certificate.pdf`)
    expect([payload, pdf.status, /\/(OpenAction|JavaScript|JS|Launch|URI)\b/.test(pdf.text)]).toEqual([payload, 200, false])
  }
  tell(`D5: ${tried.length} payloads signed as names, in ${tried.length} certificates nothing that runs`)
})
