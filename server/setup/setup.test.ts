import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { emptied } from '../test/emptied.ts'
import { givePassword, testClock, visitor } from '../test/visitor.ts'
import { prepareClinic } from './prepare.ts'
import { createSetupLink } from './setup.ts'

const clock = testClock()
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: clock.now })
})
afterAll(() => clinic.close())

const empty = async () => {
  await emptied(clinic, 'users')
}
const link = () => createSetupLink(clinic.database, 'http://localhost:3000', clock.now())
const first = { firstName: 'Noor', lastName: 'Haddad', email: 'noor@clinic.example', password: 'violet river stone', data: 'empty' }
const setUp = (token: string, over: object = {}) => visitor(clinic).ask('POST', '/setup', { ...first, token, ...over })
const tokenOf = (url: string | undefined) => url?.split('#token=')[1] ?? ''

test('a clinic where somebody can sign in needs no set-up: no link, and the page says so', async () => {
  await givePassword(clinic, clinic.people.admin)
  expect(await link()).toBeUndefined()
  expect((await visitor(clinic).ask('GET', '/setup')).body).toEqual({ open: false })
  expect((await setUp('anything')).status).toBe(409)
})

test('the link makes the first Admin, signed in, once', async () => {
  await empty()
  const url = await link()
  expect(url).toMatch(/^http:\/\/localhost:3000\/setup#token=[\w-]{43}$/)
  const at = visitor(clinic)
  expect((await at.ask('GET', '/setup')).body).toEqual({ open: true })
  expect((await setUp('guessed')).status).toBe(400)
  const made = await at.ask('POST', '/setup', { ...first, token: tokenOf(url) })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ email: first.email, role: 'Admin' })
  expect((await at.ask('GET', '/me')).body).toMatchObject({ email: first.email })
  expect((await setUp(tokenOf(url), { email: 'second@clinic.example' })).status).toBe(409)
  expect(await link()).toBeUndefined()
})

test('an empty clinic starts with the name and zone that were given; the demo clinic has its own', async () => {
  await empty()
  const made = await setUp(tokenOf(await link()), { clinic: { name: 'Riverside', timeZone: 'America/Denver' } })
  expect(made.status).toBe(201)
  expect(await clinic.sql('select name, time_zone from clinic_settings')).toEqual([{ name: 'Riverside', time_zone: 'America/Denver' }])
  expect((await setUp('x', { clinic: { name: '', timeZone: 'Mars/Base' } })).status).toBe(400)
})

test('a second start ends the link of the first, and a day ends both', async () => {
  await empty()
  const [old, fresh] = [await link(), await link()]
  expect((await setUp(tokenOf(old))).status).toBe(400)
  clock.pass({ hours: 25 })
  expect((await setUp(tokenOf(fresh))).status).toBe(400)
})

test('two who use the link at once make one Admin (A10)', async () => {
  await empty()
  const token = tokenOf(await link())
  const answers = await Promise.all([setUp(token), setUp(token, { email: 'other@clinic.example' })])
  expect(answers.filter(({ status }) => status === 201).length).toBe(1)
  expect(await clinic.sql('select count(*)::int as n from users')).toEqual([{ n: 1 }])
})

test('a weak password and bad fields are named, and the link stays good', async () => {
  await empty()
  const token = tokenOf(await link())
  const weak = await visitor(clinic).ask<{ errors: { path: string }[] }>('POST', '/setup', { ...first, token, password: 'HealthCRM2026' })
  expect(weak.body.errors.map(({ path }) => path)).toEqual(['password'])
  expect((await setUp(token, { email: 'nope' })).status).toBe(400)
  expect((await setUp(token)).status).toBe(201)
})

test('ADMIN_EMAIL and ADMIN_PASSWORD make the first Admin unattended, and nothing where somebody is', async () => {
  await empty()
  const config = readConfig({ ADMIN_EMAIL: 'boss@clinic.example', ADMIN_PASSWORD: 'violet river stone' })
  await prepareClinic(clinic.database, config, clock.now())
  await prepareClinic(clinic.database, { ...config, adminEmail: 'intruder@clinic.example' }, clock.now())
  expect(await clinic.sql('select email, role from users')).toEqual([{ email: 'boss@clinic.example', role: 'Admin' }])
  const signed = await visitor(clinic).ask('POST', '/auth/sign-in', { email: 'boss@clinic.example', password: 'violet river stone' })
  expect(signed.status).toBe(200)
})

test('a weak ADMIN_PASSWORD stops the start with one line (J5)', async () => {
  for (const password of ['password', 'HealthCRM2026', 'boss@clinic']) {
    const config = readConfig({ ADMIN_EMAIL: 'boss@clinic.example', ADMIN_PASSWORD: password })
    await expect(prepareClinic(clinic.database, config, clock.now())).rejects.toThrow(/^ADMIN_PASSWORD must be [^\n]+$/)
  }
})

test('the demo clinic can be chosen, and is there when the answer comes', async () => {
  await empty()
  await emptied(clinic, 'leads', 'contacts', 'tasks', 'appointments')
  const at = visitor(clinic)
  const made = await at.ask('POST', '/setup', { ...first, token: tokenOf(await link()), data: 'demo' })
  expect(made.status).toBe(201)
  const { body } = await at.ask<{ total: number }>('GET', '/leads?count=exact')
  expect(body.total).toBeGreaterThan(400)
}, 60_000)
