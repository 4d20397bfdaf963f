import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { testApp } from '../test/app.ts'
import { report } from '../test/report.ts'
import { signedIn } from '../test/visitor.ts'
import { openAuth } from './auth.ts'

test('who calls is known from memory in some 20 microseconds, and asked anew once the database says they changed', async () => {
  const clinic = await testApp()
  const { house } = clinic.app
  const at = await signedIn(clinic, clinic.people.sdr)
  const config = { ...readConfig({}), sessionSecret: house.secret }
  const auth = await openAuth({
    config,
    database: house.database,
    listener: house.listener,
    now: () => new Date(),
    onError: () => undefined,
  })
  const request = { headers: { cookie: `theme=dark; session=${at.cookies.get('session')}` } } as never
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await auth.identify(request)).toMatchObject({ userId: clinic.people.sdr.id, role: 'SDR', via: 'session' })
  const began = performance.now()
  const turns = 20_000
  for (let turn = 0; turn < turns; turn++) await auth.identify(request)
  const each = ((performance.now() - began) / turns) * 1000
  report(`Who calls, from memory: ${each.toFixed(1)} µs`)
  expect(each).toBeLessThan(100)
  await clinic.sql('delete from sessions where user_id = $1', [clinic.people.sdr.id])
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await auth.identify(request)).toBeUndefined()
  await auth.close()
  await clinic.close()
})

test('without the database’s announcements nothing is kept: each request asks', async () => {
  const clinic = await testApp()
  const { house } = clinic.app
  const at = await signedIn(clinic, clinic.people.sdr)
  const config = { ...readConfig({}), sessionSecret: house.secret }
  const deaf = { on: async () => undefined, onGap: () => undefined, isHearing: () => false, close: async () => undefined }
  const auth = await openAuth({ config, database: house.database, listener: deaf, now: () => new Date(), onError: () => undefined })
  const request = { headers: { cookie: `session=${at.cookies.get('session')}` } } as never
  expect(await auth.identify(request)).toBeDefined()
  await clinic.sql('delete from sessions where user_id = $1', [clinic.people.sdr.id])
  expect(await auth.identify(request)).toBeUndefined()
  await auth.close()
  await clinic.close()
})
