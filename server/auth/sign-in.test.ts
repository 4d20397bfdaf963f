import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { counts } from '../test/counts.ts'
import { report } from '../test/report.ts'
import { givePassword, password, signedIn, testClock, visitor } from '../test/visitor.ts'

const clock = testClock()
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: clock.now })
})
afterAll(() => clinic.close())

const newcomer = async (): Promise<Person> => {
  const person = await clinic.addPerson('SDR')
  await givePassword(clinic, person)
  return person
}
const signInAs = (email: string, typed: string, address = '10.0.0.1') =>
  visitor(clinic).ask('POST', '/auth/sign-in', { email, password: typed }, { address })

describe('passwords (A1)', () => {
  test('are kept as argon2id hashes with a salt of their own, and a check costs 50 to 500 ms', async () => {
    await Promise.all([newcomer(), newcomer()])
    const rows = await clinic.sql<{ hash: string }>('select password_hash as hash from user_credentials')
    for (const { hash } of rows) expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=4,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    const { isPassword } = await import('./hashing.ts')
    const times: number[] = []
    for (let turn = 0; turn < 5; turn++) {
      // The processor's time, which a busy machine does not stretch as it does the clock's.
      const began = process.cpuUsage()
      expect(await isPassword(rows[0]?.hash, 'not this one')).toBe(false)
      const spent = process.cpuUsage(began)
      times.push((spent.user + spent.system) / 1000)
    }
    const median = times.sort((one, other) => one - other)[2] ?? 0
    report(`One password check: ${median.toFixed(0)} ms`)
    expect(median).toBeGreaterThan(50)
    expect(median).toBeLessThan(500)
  })

  test('the same password of two people has two hashes', async () => {
    const { hashPassword } = await import('./hashing.ts')
    const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)])
    expect(one).not.toBe(other)
  })
})

describe('signing in', () => {
  test('works with the e-mail in any case and is in the trail once', async () => {
    const person = await newcomer()
    expect((await signInAs(person.email.toUpperCase(), password)).status).toBe(200)
    const rows = await clinic.sql(`select action from activity_logs where entity_type = 'user' and entity_id = $1`, [person.id])
    expect(rows).toEqual([{ action: 'signed_in' }])
  })

  test('a wrong password, an unknown e-mail, a user without a password and a deactivated one get the same answer', async () => {
    const [wrong, inactive, invited] = [await newcomer(), await newcomer(), await clinic.addPerson('SDR')]
    await clinic.sql('update users set is_active = false where id = $1', [inactive.id])
    const answers = [
      await signInAs(wrong.email, 'something else'),
      await signInAs('nobody@clinic.example', 'something else'),
      await signInAs(inactive.email, password),
      await signInAs(invited.email, password),
    ]
    const plain = answers.map(({ status, text, headers }) => ({
      status,
      text: text.replace(/"requestId":"[^"]+"/, ''),
      headers: Object.keys(headers).sort(),
    }))
    for (const answer of plain) expect(answer).toEqual(plain[0])
    expect(plain[0]?.status).toBe(401)
  })

  test('a failed sign-in is in the access log, once, without the e-mail or the password', async () => {
    const person = await newcomer()
    const { headers } = await signInAs(person.email, 'canary-password-77')
    expect(headers['set-cookie']).toBeUndefined()
    await new Promise((resolve) => setTimeout(resolve, 900))
    const rows = await clinic.sql<{ row: string }>(`select to_jsonb(a)::text as row from access_log a where route = 'POST /auth/sign-in'`)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map(({ row }) => row).join()).not.toMatch(/canary|@/)
  })
})

describe('guessing (A3)', () => {
  test('of one password reaches the hash at most 20 times in 15 minutes, and its owner gets in after the wait', async () => {
    const person = await newcomer()
    const guesses = counts(60, 1000)
    const answers = []
    for (let turn = 0; turn < guesses; turn++) {
      answers.push(await signInAs(person.email, `wrong guess ${turn}`, `10.1.0.${turn % 50}`))
      clock.pass({ seconds: 0.2 })
    }
    const reached = answers.filter(({ status }) => status === 401).length
    const refused = answers.filter(({ status }) => status === 429)
    report(`${guesses} guesses from 50 addresses: ${reached} reached the hash`)
    expect(reached).toBeLessThanOrEqual(20)
    expect(reached + refused.length).toBe(guesses)
    const locked = await signInAs(person.email, password)
    expect(locked.status).toBe(429)
    const wait = Number(locked.headers['retry-after'])
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(15 * 60 + 1)
    clock.pass({ seconds: wait })
    expect((await signInAs(person.email, password)).status).toBe(200)
  })

  test('by strangers does not keep the owner out of a browser they have signed in with', async () => {
    const person = await newcomer()
    const own = await signedIn(clinic, person)
    await own.ask('POST', '/auth/sign-out')
    for (let turn = 0; turn < 12; turn++) await signInAs(person.email, 'wrong guess', `10.2.0.${turn}`)
    expect((await signInAs(person.email, password)).status).toBe(429)
    expect((await own.ask('POST', '/auth/sign-in', { email: person.email, password })).status).toBe(200)
    clock.pass({ minutes: 16 })
  })

  test('of one password for many users from one address ends at 100 in 15 minutes', async () => {
    const users = counts(30, 1000)
    const earlier = counts(80, 0)
    const { guessSubject } = await import('./attempts.ts')
    await clinic.sql('insert into sign_in_attempts (subject, at) select $1, $2::timestamp from generate_series(1, $3)', [
      guessSubject(clinic.app.house.secret, 'address', '10.3.0.1'),
      clock.now().toISOString(),
      earlier,
    ])
    const statuses: number[] = []
    for (let turn = 0; turn < users; turn++) {
      statuses.push((await signInAs(`user${turn}@clinic.example`, 'spring flowers', '10.3.0.1')).status)
    }
    expect(statuses.filter((status) => status === 401).length).toBe(100 - earlier)
    expect(statuses.filter((status) => status === 429).length).toBe(users - 100 + earlier)
    clock.pass({ minutes: 16 })
    const person = await newcomer()
    expect((await signInAs(person.email, password, '10.3.0.1')).status).toBe(200)
  }, 600_000)

  test('side by side counts every guess', async () => {
    const person = await newcomer()
    const answers = await Promise.all(Array.from({ length: 30 }, (_, turn) => signInAs(person.email, 'wrong', `10.4.0.${turn}`)))
    expect(answers.filter(({ status }) => status === 401).length).toBe(10)
    clock.pass({ minutes: 16 })
  })
})
