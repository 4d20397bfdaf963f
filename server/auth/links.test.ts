import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system, writeAs } from '../db/actor.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { counts } from '../test/counts.ts'
import { report } from '../test/report.ts'
import { givePassword, password, signedIn, testClock, visitor } from '../test/visitor.ts'
import { makeUserLink } from './links.ts'

const clock = testClock()
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: clock.now })
})
afterAll(() => clinic.close())

const admin = () => clinic.as(clinic.people.admin)
const tokenOf = (url: string) => url.split('#token=')[1] ?? ''
const choose = (token: string, chosen = 'a brand new stone') => visitor(clinic).ask('POST', '/auth/password', { token, password: chosen })
let invited = 0
const newUser = (over: object = {}) => ({
  email: `invited${invited++}@clinic.example`,
  firstName: 'Ines',
  lastName: 'Vidal',
  role: 'SDR',
  ...over,
})
const invite = async () => (await admin().post<{ id: number; email: string; invitationUrl: string }>('/users', newUser())).body
const resetLink = async (userId: number) =>
  tokenOf(
    (
      await writeAs(clinic.database, system, (db) =>
        makeUserLink(db, { kind: 'reset', userId, origin: 'http://localhost', now: clock.now() }),
      )
    ).url,
  )
const withPassword = async () => {
  const person = await clinic.addPerson('SDR')
  await givePassword(clinic, person)
  return person
}

describe('an invitation (A10)', () => {
  test('works once, within seven days, and its secret is kept as a digest', async () => {
    const { invitationUrl, email } = await invite()
    expect(invitationUrl).toMatch(/^http:\/\/localhost:3000\/invitation#token=[\w-]{43}$/)
    const rows = await clinic.sql<{ row: string }>('select to_jsonb(l)::text as row from single_use_links l')
    expect(rows.map(({ row }) => row).join()).not.toContain(tokenOf(invitationUrl))
    expect((await choose(tokenOf(invitationUrl))).status).toBe(204)
    expect((await choose(tokenOf(invitationUrl), 'a second try here')).status).toBe(400)
    expect((await visitor(clinic).ask('POST', '/auth/sign-in', { email, password: 'a brand new stone' })).status).toBe(200)
    const late = await invite()
    clock.pass({ hours: 7 * 24 + 1 })
    expect((await choose(tokenOf(late.invitationUrl))).status).toBe(400)
  })

  test('used twice at once is used once', async () => {
    const { invitationUrl } = await invite()
    const answers = await Promise.all([
      choose(tokenOf(invitationUrl), 'first of the two'),
      choose(tokenOf(invitationUrl), 'second of the two'),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400])
  })

  test('for an e-mail that has an account, in any case, is a 409 and changes nothing', async () => {
    const person = await withPassword()
    const state = () =>
      clinic.sql(
        'select password_hash, (select count(*) from sessions where user_id = $1) as sessions from user_credentials where user_id = $1',
        [person.id],
      )
    const before = await state()
    const answer = await admin().post('/users', newUser({ email: person.email.toUpperCase() }))
    expect(answer.status).toBe(409)
    expect(await state()).toEqual(before)
  })

  test('that is renewed ends the earlier link, and leaves a password alone until it is used', async () => {
    const { id, invitationUrl } = await invite()
    const renewed = await admin().post<{ invitationUrl: string }>(`/users/${id}/invitation`)
    expect(renewed.status).toBe(201)
    expect((await choose(tokenOf(invitationUrl))).status).toBe(400)
    expect((await choose(tokenOf(renewed.body.invitationUrl))).status).toBe(204)
    const reset = await admin().post<{ invitationUrl: string; expiresAt: string }>(`/users/${id}/invitation`)
    expect(reset.body.invitationUrl).toContain('/reset#token=')
    expect(Date.parse(reset.body.expiresAt) - clock.now().getTime()).toBeLessThanOrEqual(60 * 60_000)
    const { email } = (await admin().get<{ email: string }>(`/users/${id}`)).body
    expect((await visitor(clinic).ask('POST', '/auth/sign-in', { email, password: 'a brand new stone' })).status).toBe(200)
  })

  test('ends with its user’s deactivation and with another e-mail', async () => {
    const [gone, moved] = [await invite(), await invite()]
    await admin().patch(`/users/${gone.id}`, { isActive: false })
    await admin().patch(`/users/${moved.id}`, { email: `moved${moved.id}@clinic.example` })
    expect((await choose(tokenOf(gone.invitationUrl))).status).toBe(400)
    expect((await choose(tokenOf(moved.invitationUrl))).status).toBe(400)
    expect((await admin().post(`/users/${gone.id}/invitation`)).status).toBe(409)
  })
})

describe('a reset (A9)', () => {
  test('works once, within an hour, ends every session and token, and does not sign in', async () => {
    const person = await withPassword()
    const at = await signedIn(clinic, person)
    const token = await resetLink(person.id)
    const chosen = await choose(token)
    expect(chosen.status).toBe(204)
    expect(chosen.headers['set-cookie']).toBeUndefined()
    expect((await at.ask('GET', '/me')).status).toBe(401)
    expect((await clinic.as(person).get('/me')).status).toBe(401)
    expect((await choose(token)).status).toBe(400)
    const late = await resetLink(person.id)
    clock.pass({ minutes: 61 })
    expect((await choose(late)).status).toBe(400)
  })

  test('is for one user only, whatever the request says', async () => {
    const [person, other] = [await withPassword(), await withPassword()]
    const token = await resetLink(person.id)
    const answer = await visitor(clinic).ask('POST', '/auth/password', {
      token,
      password: 'a brand new stone',
      userId: other.id,
      email: other.email,
    })
    expect(answer.status).toBe(400)
    await choose(token)
    expect((await visitor(clinic).ask('POST', '/auth/sign-in', { email: other.email, password })).status).toBe(200)
  })

  test('lets its owner in at once, although strangers have used up the guesses', async () => {
    const person = await withPassword()
    for (let turn = 0; turn < 11; turn++)
      await visitor(clinic).ask('POST', '/auth/sign-in', { email: person.email, password: 'wrong' }, { address: `10.9.0.${turn}` })
    expect((await visitor(clinic).ask('POST', '/auth/sign-in', { email: person.email, password })).status).toBe(429)
    await choose(await resetLink(person.id))
    expect((await visitor(clinic).ask('POST', '/auth/sign-in', { email: person.email, password: 'a brand new stone' })).status).toBe(200)
  })

  test('a password against the rules leaves the link good', async () => {
    const person = await withPassword()
    const token = await resetLink(person.id)
    expect((await choose(token, 'password1')).status).toBe(400)
    expect((await choose(token)).status).toBe(204)
  })

  test('link guesses end at 30 in 15 minutes', async () => {
    clock.pass({ minutes: 16 })
    const statuses: number[] = []
    for (let turn = 0; turn < 40; turn++) {
      statuses.push(
        (
          await visitor(clinic).ask(
            'POST',
            '/auth/password',
            { token: `guess${turn}`, password: 'a brand new stone' },
            { address: '10.8.0.1' },
          )
        ).status,
      )
    }
    expect(statuses.filter((status) => status === 429).length).toBe(10)
  })
})

describe('who has an account (A8)', () => {
  interface Sample {
    bytes: string
    ms: number
  }
  const sample = async (path: string, body: object, address: string): Promise<Sample> => {
    const began = performance.now()
    const { status, text, headers } = await visitor(clinic).ask('POST', path, body, { address })
    const ms = performance.now() - began
    const { date: _date, ...rest } = headers
    return { bytes: JSON.stringify([status, text.replace(/"requestId":"[^"]+"/, ''), rest]), ms }
  }
  const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

  /** Two-sided p that both samples come from the same times (normal approximation). */
  function mannWhitney(one: number[], other: number[]): number {
    const ranked = [...one.map((ms) => ({ ms, first: true })), ...other.map((ms) => ({ ms, first: false }))].sort((a, b) => a.ms - b.ms)
    const rankSum = ranked.reduce((sum, { first }, index) => (first ? sum + index + 1 : sum), 0)
    const [n, m] = [one.length, other.length]
    const u = rankSum - (n * (n + 1)) / 2
    const z = Math.abs(u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12)
    return 2 * (1 - phi(z))
  }
  /** Few samples are judged mildly; the full count is held to the promise. */
  const [mostDifference, leastChance] = [counts(0.5, 0.1), counts(0.001, 0.01)]
  const compared = (here: number[], there: number[]) => ({
    difference: Math.abs(median(here) - median(there)) / median(there),
    p: mannWhitney(here, there),
  })
  const isTold = (known: Sample[], unknown: Sample[]) => {
    const times = [known, unknown].map((samples) => samples.map(({ ms }) => ms))
    const { difference, p } = compared(times[0] ?? [], times[1] ?? [])
    return difference >= mostDifference || p <= leastChance
  }
  const phi = (z: number) => {
    const t = 1 / (1 + 0.2316419 * z)
    const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail
  }

  test.each([
    ['sign-in', '/auth/sign-in'],
    ['reset', '/auth/reset'],
  ])(
    'is told by neither words, headers nor time of a %s',
    async (name, path) => {
      const runs = counts(20, 200)
      const mostRuns = runs * 3
      const body = (email: string) => (name === 'reset' ? { email } : { email, password: 'wrong guess here' })
      const known: Sample[] = []
      const unknown: Sample[] = []
      // On a busy machine few samples scatter: more of them steady chance, and show what is real the plainer.
      const isEnough = (run: number) => run === mostRuns || (run > 0 && run % runs === 0 && !isTold(known, unknown))
      for (let run = 0; !isEnough(run); run++) {
        const person = await withPassword()
        const pair = [
          async () => known.push(await sample(path, body(person.email), `10.20.${run}.1`)),
          async () => unknown.push(await sample(path, body(`nobody${run}.${person.id}@clinic.example`), `10.20.${run}.2`)),
        ]
        for (const one of run % 2 ? pair : pair.reverse()) await one()
      }
      expect(new Set([...known, ...unknown].map(({ bytes }) => bytes)).size).toBe(1)
      const [here, there] = [known.map(({ ms }) => ms), unknown.map(({ ms }) => ms)]
      const { difference, p } = compared(here, there)
      report(
        `${name}: known ${median(here).toFixed(1)} ms, unknown ${median(there).toFixed(1)} ms, difference ${(difference * 100).toFixed(1)} %, p = ${p.toFixed(2)}`,
      )
      expect(difference).toBeLessThan(mostDifference)
      expect(p).toBeGreaterThan(leastChance)
    },
    300_000,
  )

  test('a reset answers 204 whoever asks, and the sixth for one e-mail waits', async () => {
    const ask = () => visitor(clinic).ask('POST', '/auth/reset', { email: 'sixth@clinic.example' }, { address: '10.21.0.1' })
    for (let turn = 0; turn < 5; turn++) expect((await ask()).status).toBe(204)
    await new Promise((resolve) => setTimeout(resolve, 900))
    expect(await clinic.sql(`select status from access_log where route = 'POST /auth/reset' and address = '10.21.0.1'`)).toHaveLength(5)
    const refused = await ask()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  })
})
