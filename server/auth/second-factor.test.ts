import { generateSync } from 'otplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routePolicy } from '../../shared/policy/routes.ts'
import { userRoles } from '../../shared/values.ts'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { counts } from '../test/counts.ts'
import { givePassword, password, signedIn, testClock, type Visitor, visitor } from '../test/visitor.ts'

const clock = testClock()
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: clock.now })
})
afterAll(() => clinic.close())

const codeOf = (secret: string, secondsAgo = 0) => generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) - secondsAgo })

interface Enrolled {
  person: Person
  at: Visitor
  secret: string
  recoveryCodes: string[]
}

async function enrolled(): Promise<Enrolled> {
  const person = await clinic.addPerson('Health Coach')
  const at = await signedIn(clinic, person)
  const begun = await at.ask<{ secret: string; uri: string }>('POST', '/me/second-factor', { password })
  expect(begun.body.uri).toContain(`secret=${begun.body.secret}`)
  const { body, status } = await at.ask<{ recoveryCodes: string[] }>('PUT', '/me/second-factor', { code: codeOf(begun.body.secret) })
  expect(status).toBe(200)
  clock.pass({ seconds: 60 })
  return { person, at, secret: begun.body.secret, recoveryCodes: body.recoveryCodes }
}

async function halfSignedIn({ email }: Person): Promise<Visitor> {
  const at = visitor(clinic)
  const { body } = await at.ask('POST', '/auth/sign-in', { email, password })
  expect(body).toEqual({ secondFactor: 'totp' })
  return at
}
const prove = (at: Visitor, code: string) => at.ask('POST', '/auth/second-factor', { code })

/** Every route that needs somebody signed in, called with this visitor's cookies. */
async function openedRoutes(at: Visitor): Promise<string[]> {
  const opened: string[] = []
  for (const [key, rule] of Object.entries(routePolicy)) {
    if (rule === 'anyone' || rule === 'world') continue
    const [method = '', path = ''] = key.split(' ')
    const { status } = await at.ask(method as 'GET', path.replace(/:\w+/g, '1'), method === 'GET' || method === 'DELETE' ? undefined : {})
    if (status !== 401) opened.push(`${key}: ${status}`)
  }
  return opened
}

describe('a second factor (A6)', () => {
  test('is asked for after the password, and a code completes the sign-in under a new session', async () => {
    const { person, secret } = await enrolled()
    const at = await halfSignedIn(person)
    const half = at.cookies.get('session')
    expect((await prove(at, codeOf(secret))).status).toBe(204)
    expect(at.cookies.get('session')).not.toBe(half)
    expect((await at.ask('GET', '/me')).status).toBe(200)
    expect((await visitor(clinic, { headers: { cookie: `session=${half}` } }).ask('GET', '/me')).status).toBe(401)
  })

  test('refuses a code a second time, one from 90 seconds ago, and one from 90 seconds ahead', async () => {
    const { person, secret } = await enrolled()
    const code = codeOf(secret)
    expect((await prove(await halfSignedIn(person), code)).status).toBe(204)
    const at = await halfSignedIn(person)
    expect((await prove(at, code)).status).toBe(401)
    clock.pass({ minutes: 5 })
    const later = await halfSignedIn(person)
    expect((await prove(later, codeOf(secret, 90))).status).toBe(401)
    expect((await prove(later, codeOf(secret, -90))).status).toBe(401)
    expect((await prove(later, codeOf(secret, 30))).status).toBe(204)
  })

  test('the same code sent twice at once is taken once', async () => {
    const { person, secret } = await enrolled()
    const [one, other] = [await halfSignedIn(person), await halfSignedIn(person)]
    const answers = await Promise.all([prove(one, codeOf(secret)), prove(other, codeOf(secret))])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401])
  })

  test('takes at most 10 guesses in 15 minutes, whatever sessions they come from', async () => {
    const { person, secret } = await enrolled()
    const guesses = counts(25, 200)
    const statuses: number[] = []
    let at = await halfSignedIn(person)
    for (let turn = 0; turn < guesses; turn++) {
      if (turn % 8 === 7) at = await halfSignedIn(person)
      statuses.push((await prove(at, String(100_000 + turn))).status)
    }
    expect(statuses.filter((status) => status === 401).length).toBe(10)
    expect(statuses.filter((status) => status === 429).length).toBe(guesses - 10)
    expect((await prove(at, codeOf(secret))).status).toBe(429)
    clock.pass({ minutes: 16 })
    expect((await prove(await halfSignedIn(person), codeOf(secret))).status).toBe(204)
  })

  test('recovery codes have 80 bits, are kept as digests and work once each', async () => {
    const { person, recoveryCodes } = await enrolled()
    expect(new Set(recoveryCodes).size).toBe(10)
    for (const code of recoveryCodes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    const stored = await clinic.sql<{ row: string }>('select to_jsonb(r)::text as row from recovery_codes r where user_id = $1', [
      person.id,
    ])
    expect(stored.length).toBe(10)
    for (const code of recoveryCodes) expect(stored.map(({ row }) => row).join()).not.toContain(code.replaceAll('-', ''))
    for (const code of recoveryCodes.slice(0, counts(3, 10))) {
      expect((await prove(await halfSignedIn(person), code.toLowerCase())).status).toBe(204)
      expect((await prove(await halfSignedIn(person), code)).status).toBe(401)
      clock.pass({ minutes: 4 })
    }
  })

  test('its secret is sealed in the database', async () => {
    const { person, secret } = await enrolled()
    const rows = await clinic.sql<{ row: string }>('select to_jsonb(f)::text as row from second_factors f where user_id = $1', [person.id])
    expect(rows[0]?.row).not.toContain(secret)
  })

  test('enrolling it ends all other sessions and tokens of the person (B6)', async () => {
    const person = await clinic.addPerson('SDR')
    const [at, other] = [await signedIn(clinic, person), await signedIn(clinic, person)]
    const begun = await at.ask<{ secret: string }>('POST', '/me/second-factor', { password })
    const before = at.cookies.get('session')
    await at.ask('PUT', '/me/second-factor', { code: codeOf(begun.body.secret) })
    expect(at.cookies.get('session')).not.toBe(before)
    expect((await at.ask('GET', '/me')).status).toBe(200)
    expect((await other.ask('GET', '/me')).status).toBe(401)
    expect((await clinic.as(person).get('/me')).status).toBe(401)
  })

  test('is removed with the password only, and by an Admin for somebody who lost it', async () => {
    const { at, person } = await enrolled()
    expect((await at.ask('DELETE', '/me/second-factor', { password: 'not mine at all' })).status).toBe(400)
    expect((await at.ask('DELETE', '/me/second-factor', { password })).status).toBe(204)
    expect((await at.ask<{ secondFactor: object }>('GET', '/me')).body.secondFactor).toMatchObject({ enrolled: false })
    const { person: lost } = await enrolled()
    const admin = clinic.as(clinic.people.admin)
    expect((await admin.delete(`/users/${lost.id}/second-factor`)).status).toBe(204)
    expect((await admin.delete(`/users/${person.id}/second-factor`)).status).toBe(409)
    expect((await signedIn(clinic, lost)).cookies.has('session')).toBe(true)
  })

  test('can be replaced, and the old one stays good until the new one is confirmed', async () => {
    const { person, at, secret } = await enrolled()
    const begun = await at.ask<{ secret: string }>('POST', '/me/second-factor', { password })
    expect((await prove(await halfSignedIn(person), codeOf(secret))).status).toBe(204)
    clock.pass({ seconds: 60 })
    expect((await at.ask('PUT', '/me/second-factor', { code: codeOf(begun.body.secret) })).status).toBe(200)
    clock.pass({ seconds: 60 })
    expect((await prove(await halfSignedIn(person), codeOf(secret))).status).toBe(401)
    expect((await prove(await halfSignedIn(person), codeOf(begun.body.secret))).status).toBe(204)
  })
})

describe('half a sign-in (A5)', () => {
  test('opens no route but the second step', async () => {
    const { person } = await enrolled()
    expect(await openedRoutes(await halfSignedIn(person))).toEqual([])
  })

  test('ends after ten minutes', async () => {
    const { person, secret } = await enrolled()
    const at = await halfSignedIn(person)
    clock.pass({ minutes: 11 })
    expect((await prove(at, codeOf(secret))).status).toBe(401)
  })
})

describe('a role that needs a second factor (A4)', () => {
  test.each(userRoles)('for %s, ends sessions without one, and the password alone opens nothing but the enrolment', async (role) => {
    const person = await clinic.addPerson(role)
    const before = await signedIn(clinic, person)
    const admin = clinic.as(clinic.people.admin)
    const answer = await admin.patch('/settings/sign-in', { secondFactorRoles: [role] })
    expect(answer.body).toMatchObject({ secondFactorRoles: [role], mailsLinks: false })
    expect((await before.ask('GET', '/me')).status).toBe(401)

    const at = visitor(clinic)
    expect((await at.ask('POST', '/auth/sign-in', { email: person.email, password })).body).toEqual({ secondFactor: 'enrolment' })
    expect(await openedRoutes(at)).toEqual([])
    expect((await prove(at, '123456')).status).toBe(401)
    const { body } = await at.ask<{ secret: string }>('POST', '/auth/enrolment')
    const done = await at.ask<{ recoveryCodes: string[] }>('PUT', '/auth/enrolment', { code: codeOf(body.secret) })
    expect(done.body.recoveryCodes.length).toBe(10)
    expect((await at.ask('GET', '/me')).status).toBe(200)
    expect((await at.ask('DELETE', '/me/second-factor', { password })).status).toBe(409)
    await admin.patch('/settings/sign-in', { secondFactorRoles: [] })
  })

  test('nobody enrols without the password step, and a full session has no use for it', async () => {
    expect((await visitor(clinic).ask('POST', '/auth/enrolment')).status).toBe(401)
    const person = await clinic.addPerson('SDR')
    await givePassword(clinic, person)
    expect((await (await signedIn(clinic, person)).ask('POST', '/auth/enrolment')).status).toBe(401)
  })
})
