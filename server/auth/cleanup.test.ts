import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { signedIn, testClock, visitor } from '../test/visitor.ts'
import { removeExpired } from './cleanup.ts'

const clock = testClock()
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: clock.now })
})
afterAll(() => clinic.close())

test('what has expired goes within the hour, what is alive stays', async () => {
  await signedIn(clinic, clinic.people.sdr)
  await clinic.as(clinic.people.admin).post('/users', { email: 'ines@clinic.example', firstName: 'Ines', lastName: 'Vidal', role: 'SDR' })
  await visitor(clinic).ask('POST', '/auth/sign-in', { email: 'nobody@clinic.example', password: 'wrong' })
  const left = () =>
    clinic.sql(`select (select count(*)::int from sessions) as sessions, (select count(*)::int from single_use_links) as links,
      (select count(*)::int from sign_in_attempts) as guesses, (select count(*)::int from api_tokens) as tokens`)
  const { house } = clinic.app
  const clean = () =>
    removeExpired({
      database: clinic.database,
      now: clock.now,
      config: { ...readConfig({}), sessionSecret: house.secret },
      secret: house.secret,
      auth: {
        identify: house.identify,
        recheck: async (request) => house.identify(request),
        identityChanged: () => {},
        onIdentityChange: () => {},
        close: async () => {},
      },
      origin: () => '',
    })
  await clean()
  expect(await left()).toEqual([{ sessions: 1, links: 1, guesses: 2, tokens: 5 }])
  clock.pass({ minutes: 31 })
  await clean()
  expect(await left()).toEqual([{ sessions: 0, links: 1, guesses: 0, tokens: 5 }])
  clock.pass({ hours: 7 * 24 + 1 })
  await clean()
  expect(await left()).toEqual([{ sessions: 0, links: 0, guesses: 0, tokens: 5 }])
})
