import { generateSync } from 'otplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system, writeAs } from '../db/actor.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'
import { report } from '../test/report.ts'
import { password, testClock, type Visitor, visitor } from '../test/visitor.ts'
import { makePortalLink } from './links.ts'

const clock = testClock()
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: clock.now })
})
afterAll(() => clinic.close())

const tokenOf = (url: unknown) => String(url).split('#token=')[1] ?? ''
const choose = (token: string, chosen = password) => visitor(clinic).ask('POST', '/portal/auth/password', { token, password: chosen })
const emailOf = async (id: number) => String((await clinic.sql('select email from leads where id = $1', [id]))[0]?.email)
const actionsOf = async (id: number) =>
  (await clinic.sql(`select action from activity_logs where entity_type = 'lead' and entity_id = $1 order by id`, [id])).map(
    ({ action }) => action,
  )
const invite = (id: number) => clinic.as(clinic.people.admin).put<{ invitationUrl: string }>(`/leads/${id}/portal-access`)
let networks = 0
/** Each from an address of their own, so that limits of addresses do not meet. */
const newcomer = () => visitor(clinic, { address: `10.8.${Math.floor(networks / 250)}.${(networks++ % 250) + 1}` })
const signIn = (at: Visitor, email: string, given = password) => at.ask('POST', '/portal/auth/sign-in', { email, password: given })

async function activePatient(row: Record<string, unknown> = {}) {
  const leadId = await build.lead(clinic, row)
  const { body } = await invite(leadId)
  expect((await choose(tokenOf(body.invitationUrl))).status).toBe(204)
  return { leadId, email: await emailOf(leadId) }
}
async function signedInAt(email: string) {
  const at = newcomer()
  expect((await signIn(at, email)).status).toBe(200)
  return at
}
const resetLink = (leadId: number) =>
  writeAs(clinic.database, system, (db) => makePortalLink(db, { kind: 'reset', leadId, origin: 'http://localhost', now: clock.now() }))

describe('an invitation to the portal', () => {
  test('works once, within seven days; the password is kept in leads.password_hash as argon2id, the link as a digest', async () => {
    const leadId = await build.lead(clinic)
    const { status, body } = await invite(leadId)
    expect([status, body]).toMatchObject([200, { portalAccess: true, isActivated: false, lastPortalLogin: null, isMailed: false }])
    expect(body.invitationUrl).toMatch(/^http:\/\/localhost:3000\/portal\/activate#token=[\w-]{43}$/)
    const rows = await clinic.sql<{ row: string }>('select to_jsonb(l)::text as row from portal_links l')
    expect(rows.map(({ row }) => row).join()).not.toContain(tokenOf(body.invitationUrl))
    const [one, other] = await Promise.all([
      choose(tokenOf(body.invitationUrl)),
      choose(tokenOf(body.invitationUrl), 'another of them here'),
    ])
    expect([one.status, other.status].sort()).toEqual([204, 400])
    const [lead] = await clinic.sql<{ hash: string }>('select password_hash as hash from leads where id = $1', [leadId])
    expect(lead?.hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=4,p=1\$/)
    expect(await actionsOf(leadId)).toEqual(['portal_invited', 'portal_activated'])
    const late = await build.lead(clinic)
    const url = (await invite(late)).body.invitationUrl
    clock.pass({ hours: 7 * 24 + 1 })
    expect((await choose(tokenOf(url))).status).toBe(400)
  })

  test('is a 409 while another lead signs in with the same address, in any case; two at once open one', async () => {
    const { email } = await activePatient()
    const twin = await build.lead(clinic, { email: email.toUpperCase() })
    const answer = await invite(twin)
    expect([answer.status, answer.body]).toMatchObject([409, { type: 'urn:healthcrm:problem:address_in_use' }])
    const pair = [await build.lead(clinic, { email: 'pair@example.com' }), await build.lead(clinic, { email: 'Pair@example.com' })]
    const answers = await Promise.all(pair.map(invite))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('is for those who may change the lead, or the patient it has become', async () => {
    const { coach, admin, sdr } = clinic.people
    const leadId = await build.lead(clinic, { owner_id: sdr.id, status: 'Booking: Paid/Booked' })
    expect((await clinic.as(coach).put(`/leads/${leadId}/portal-access`)).status).toBe(403)
    await clinic.as(admin).post(`/leads/${leadId}/conversion`, { healthCoachId: coach.id, reason: 'test' })
    expect((await clinic.as(coach).put(`/leads/${leadId}/portal-access`)).status).toBe(200)
    expect((await clinic.as(admin).put('/leads/999999/portal-access')).status).toBe(404)
    const hidden = await build.lead(clinic)
    await build.restrict(clinic, 'lead', hidden)
    for (const act of [clinic.as(sdr).put, clinic.as(sdr).delete, clinic.as(sdr).get])
      expect((await act(`/leads/${hidden}/portal-access`)).status).toBe(404)
  })

  test('that is withdrawn ends sessions and links at once, and keeps the password for another time', async () => {
    const { leadId, email } = await activePatient()
    const at = await signedInAt(email)
    const link = await resetLink(leadId)
    const { body } = await clinic.as(clinic.people.admin).delete(`/leads/${leadId}/portal-access`)
    expect(body).toMatchObject({ portalAccess: false, isActivated: true })
    expect((await at.ask('GET', '/portal/me')).status).toBe(401)
    expect((await signIn(newcomer(), email)).status).toBe(401)
    expect((await choose(tokenOf(link))).status).toBe(400)
    await invite(leadId)
    expect((await signIn(newcomer(), email)).status).toBe(200)
    expect(await actionsOf(leadId)).toContain('portal_withdrawn')
  })
})

describe('signing in to the portal', () => {
  test('stamps last_portal_login, is in the trail as the patient’s, and stays the same after conversion', async () => {
    const { leadId, email } = await activePatient({ status: 'Booking: Paid/Booked' })
    const at = newcomer()
    expect((await signIn(at, email.toUpperCase())).status).toBe(200)
    const [lead] = await clinic.sql<{ at: Date }>('select last_portal_login as at from leads where id = $1', [leadId])
    expect(lead?.at).not.toBeNull()
    const [entry] = await clinic.sql(`select user_id, details from activity_logs where action = 'portal_signed_in' and entity_id = $1`, [
      leadId,
    ])
    expect([entry?.user_id, JSON.parse(String(entry?.details))]).toEqual([null, { actor: { kind: 'patient', leadId } }])
    await clinic.as(clinic.people.admin).post(`/leads/${leadId}/conversion`, { reason: 'test' })
    expect((await at.ask('GET', '/portal/me')).status).toBe(200)
    expect((await signIn(newcomer(), email)).status).toBe(200)
  })

  test('a wrong password, an unknown e-mail, no password yet and no access get the same answer (A8)', async () => {
    const { email } = await activePatient()
    const invited = await build.lead(clinic)
    await invite(invited)
    const closed = await activePatient()
    await clinic.as(clinic.people.admin).delete(`/leads/${closed.leadId}/portal-access`)
    const staff = clinic.people.admin.email
    const answers = []
    for (const each of [email, 'nobody@example.com', await emailOf(invited), closed.email, staff])
      answers.push(await signIn(newcomer(), each, 'something else'))
    const plain = answers.map(({ status, text, headers }) => ({
      status,
      text: text.replace(/"requestId":"[^"]+"/, ''),
      headers: Object.keys(headers).sort(),
    }))
    expect(plain[0]?.status).toBe(401)
    for (const each of plain) expect(each).toEqual(plain[0])
  })

  test('takes as long for a stranger as for a patient (A8)', async () => {
    const rounds = counts(5, 200)
    const { email } = await activePatient()
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
    for (let turn = 0; turn < rounds; turn++) {
      for (const who of ['known', 'unknown'] as const) {
        if (turn % 5 === 0) clock.pass({ minutes: 16 })
        const began = performance.now()
        const { status } = await signIn(newcomer(), who === 'known' ? email : `stranger${turn}@example.com`, 'not this one')
        times[who].push(performance.now() - began)
        expect(status).toBe(401)
      }
    }
    // Of a few, the quickest: what else the machine does is nobody's account.
    const middle = (list: number[]) => list.toSorted((one, other) => one - other)[Math.floor(list.length * counts(0, 0.5))] ?? 0
    const [known, unknown] = [middle(times.known), middle(times.unknown)]
    report(`Portal sign-in, ${rounds} each: known ${known.toFixed(0)} ms, unknown ${unknown.toFixed(0)} ms`)
    expect(Math.abs(known - unknown) / unknown).toBeLessThan(counts(0.5, 0.1))
  })

  test('ten wrong guesses from anywhere close it for a quarter of an hour; a known device still gets in (A3)', async () => {
    const { email } = await activePatient()
    const own = await signedInAt(email)
    for (let turn = 0; turn < 10; turn++) expect((await signIn(newcomer(), email, 'wrong guess')).status).toBe(401)
    const refused = await signIn(newcomer(), email)
    expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true])
    expect((await signIn(own, email)).status).toBe(200)
    clock.pass({ minutes: 16 })
    expect((await signIn(newcomer(), email)).status).toBe(200)
  })

  test('gives a new HttpOnly cookie each time and ends the old one (B1, B7); sign-out leaves nothing behind (B4)', async () => {
    const { email } = await activePatient()
    const at = await signedInAt(email)
    const first = at.cookies.get('portal')
    expect(at.setCookies.find((line) => line.startsWith('portal='))).toMatch(/^portal=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    await signIn(at, email)
    expect(at.cookies.get('portal')).not.toBe(first)
    const old = newcomer()
    old.cookies.set('portal', first ?? '')
    expect((await old.ask('GET', '/portal/me')).status).toBe(401)
    old.cookies.set('portal', at.cookies.get('portal') ?? '')
    expect((await at.ask('POST', '/portal/auth/sign-out')).status).toBe(204)
    expect((await old.ask('GET', '/portal/me')).status).toBe(401)
  })

  test('ends after 30 minutes without a look and after 12 hours in any case (B2)', async () => {
    const { email } = await activePatient()
    const idle = await signedInAt(email)
    clock.pass({ minutes: 29 })
    expect((await idle.ask('GET', '/portal/me')).status).toBe(200)
    clock.pass({ minutes: 31 })
    expect((await idle.ask('GET', '/portal/me')).status).toBe(401)
    const busy = await signedInAt(email)
    for (let turn = 0; turn < 35; turn++) {
      clock.pass({ minutes: 20 })
      expect((await busy.ask('GET', '/portal/me')).status, `after ${(turn + 1) * 20} minutes`).toBe(200)
    }
    clock.pass({ minutes: 21 })
    expect((await busy.ask('GET', '/portal/me')).status).toBe(401)
  })

  test('is refused to other sites’ pages, and so is every change (B8)', async () => {
    const { email } = await activePatient()
    const at = await signedInAt(email)
    const foreign: Record<string, string>[] = [{ origin: 'https://evil.example' }, {}]
    for (const headers of foreign.map((each) => ({ ...each, 'sec-fetch-site': 'cross-site' }))) {
      expect((await at.ask('PATCH', '/portal/me', { language: 'es' }, { headers })).status).toBe(403)
      expect((await at.ask('POST', '/portal/auth/sign-in', { email, password }, { headers })).status).toBe(403)
      expect((await at.ask('DELETE', '/portal/me/sessions', undefined, { headers })).status).toBe(403)
    }
  })
})

describe('a forgotten password (A9)', () => {
  test('is answered alike for everybody, at most five times a quarter of an hour', async () => {
    const { email } = await activePatient()
    const ask = (of: string) => newcomer().ask('POST', '/portal/auth/reset', { email: of })
    const [known, unknown] = [await ask(email), await ask('nobody.else@example.com')]
    expect([known.status, known.text]).toEqual([204, unknown.text])
    for (let turn = 0; turn < 4; turn++) await ask(email)
    expect((await ask(email)).status).toBe(429)
  })

  test('its link works once, within an hour; every session ends, and the second factor is still asked for', async () => {
    const { leadId, email } = await activePatient()
    const at = await signedInAt(email)
    await enrol(at)
    const link = await resetLink(leadId)
    expect((await choose(tokenOf(link), 'a wholly other stone')).status).toBe(204)
    expect((await choose(tokenOf(link), 'a wholly other stone')).status).toBe(400)
    expect((await at.ask('GET', '/portal/me')).status).toBe(401)
    const next = await signIn(newcomer(), email, 'a wholly other stone')
    expect([next.status, next.body]).toEqual([200, { secondFactor: 'totp' }])
    const late = await resetLink(leadId)
    clock.pass({ minutes: 61 })
    expect((await choose(tokenOf(late))).status).toBe(400)
  })

  test('a common password or one made of one’s own name is refused and leaves the link good (A2)', async () => {
    const leadId = await build.lead(clinic, { first_name: 'Marguerite' })
    const token = tokenOf((await invite(leadId)).body.invitationUrl)
    for (const bad of ['password1', 'Marguerite2026', 'short7c']) {
      const answer = await choose(token, bad)
      expect([answer.status, (answer.body.errors as { path: string }[])[0]?.path], bad).toEqual([400, 'password'])
    }
    expect((await choose(token)).status).toBe(204)
  })
})

async function enrol(at: Visitor) {
  const begun = await at.ask<{ secret: string }>('POST', '/portal/me/second-factor', { password })
  expect(begun.status).toBe(200)
  const { secret } = begun.body
  const codeNow = () => generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) })
  const confirmed = await at.ask<{ recoveryCodes: string[] }>('PUT', '/portal/me/second-factor', { code: codeNow() })
  expect(confirmed.status).toBe(200)
  return { codeNow, recoveryCodes: confirmed.body.recoveryCodes }
}

describe('the second factor a patient chooses', () => {
  test('is asked for after the password; half a session opens nothing; each code works once (A5, A6)', async () => {
    const { email } = await activePatient()
    const { codeNow, recoveryCodes } = await enrol(await signedInAt(email))
    clock.pass({ seconds: 60 })
    const at = newcomer()
    expect((await signIn(at, email)).body).toEqual({ secondFactor: 'totp' })
    for (const path of ['/portal/me', '/portal/me/sessions']) expect((await at.ask('GET', path)).status).toBe(401)
    const code = codeNow()
    expect((await at.ask('POST', '/portal/auth/second-factor', { code })).status).toBe(204)
    expect((await at.ask('GET', '/portal/me')).status).toBe(200)
    const again = newcomer()
    await signIn(again, email)
    expect((await again.ask('POST', '/portal/auth/second-factor', { code })).status).toBe(401)
    expect((await again.ask('POST', '/portal/auth/second-factor', { code: recoveryCodes[0] })).status).toBe(204)
    const third = newcomer()
    await signIn(third, email)
    expect((await third.ask('POST', '/portal/auth/second-factor', { code: recoveryCodes[0] })).status).toBe(401)
    const kept = await clinic.sql<{ row: string }>('select to_jsonb(c)::text as row from portal_recovery_codes c')
    expect(kept.map(({ row }) => row).join()).not.toContain(recoveryCodes[1])
  })

  test('ten wrong codes are all there are in a quarter of an hour', async () => {
    const { email } = await activePatient()
    await enrol(await signedInAt(email))
    const at = newcomer()
    await signIn(at, email)
    const statuses = []
    for (let turn = 0; turn < 11; turn++)
      statuses.push((await at.ask('POST', '/portal/auth/second-factor', { code: `00000${turn % 10}` })).status)
    expect(statuses.at(-1)).toBe(429)
  })

  test('turned on, turned off or with a new password, every other session ends (B6)', async () => {
    const { email } = await activePatient()
    const [here, there] = [await signedInAt(email), await signedInAt(email)]
    await enrol(here)
    expect((await there.ask('GET', '/portal/me')).status).toBe(401)
    expect((await here.ask('DELETE', '/portal/me/second-factor', { password: 'not mine at all' })).status).toBe(400)
    expect((await here.ask('DELETE', '/portal/me/second-factor', { password })).status).toBe(204)
    const second = await signedInAt(email)
    const changed = await here.ask('PUT', '/portal/me/password', { currentPassword: password, password: 'quite another stone' })
    expect(changed.status).toBe(204)
    expect((await second.ask('GET', '/portal/me')).status).toBe(401)
    expect((await here.ask('GET', '/portal/me')).status).toBe(200)
  })
})

test('whoever lost app and codes is let in by an Admin: logged, sessions ended, the password alone opens; nobody else may', async () => {
  const { leadId, email } = await activePatient()
  const at = await signedInAt(email)
  await enrol(at)
  const { admin, sdr, coach } = clinic.people
  const path = `/leads/${leadId}/portal-access`
  expect((await clinic.as(sdr).get(path)).body).toMatchObject({ hasSecondFactor: true })
  for (const person of [sdr, coach]) expect((await clinic.as(person).delete(`${path}/second-factor`)).status).toBe(403)
  const reset = await clinic.as(admin).delete(`${path}/second-factor`)
  expect([reset.status, reset.body.hasSecondFactor]).toEqual([200, false])
  expect((await at.ask('GET', '/portal/me')).status).toBe(401)
  expect((await signIn(newcomer(), email)).body).toEqual({})
  expect((await actionsOf(leadId)).filter((action) => action === 'portal_factor_reset')).toHaveLength(1)
  const told = await clinic.sql(
    `select data ->> 'change' as change from pgboss.job where name = 'portal.sign-in-letter' and data ->> 'leadId' = $1 order by created_on`,
    [String(leadId)],
  )
  expect(told).toEqual([{ change: 'factor_on' }, { change: 'factor_reset' }])
  expect((await clinic.as(admin).delete(`${path}/second-factor`)).status).toBe(409)
  expect((await clinic.as(admin).delete('/leads/999999/portal-access/second-factor')).status).toBe(404)
})

test('an address that is corrected takes nothing along of who had the wrong one: links, sessions and password end, the new one is written to', async () => {
  const admin = clinic.as(clinic.people.admin)
  const leadId = await build.lead(clinic)
  const link = tokenOf((await invite(leadId)).body.invitationUrl)
  const right = `right-${await emailOf(leadId)}`
  expect((await admin.patch(`/leads/${leadId}`, { email: right })).status).toBe(200)
  expect((await choose(link)).status).toBe(400)
  expect(await clinic.sql('select kind from portal_mail_requests where email = $1', [right])).toEqual([{ kind: 'activation' }])

  const { leadId: known, email } = await activePatient({ status: 'Booking: Paid/Booked' })
  const at = await signedInAt(email)
  const { body } = await admin.post<{ id: number }>(`/leads/${known}/conversion`, {})
  expect((await admin.patch(`/contacts/${body.id}`, { email: email.toUpperCase() })).status).toBe(200)
  expect((await at.ask('GET', '/portal/me')).status).toBe(200)
  expect((await admin.patch(`/contacts/${body.id}`, { email: `new-${email}` })).status).toBe(200)
  expect(await emailOf(known)).toBe(`new-${email}`)
  expect((await at.ask('GET', '/portal/me')).status).toBe(401)
  for (const address of [email, `new-${email}`]) expect((await signIn(newcomer(), address)).status).toBe(401)
})

test('a patient sees where they are signed in, and ends one of their own sessions, nobody else’s', async () => {
  const [mine, other] = [await activePatient(), await activePatient()]
  const [here, there] = [await signedInAt(mine.email), await signedInAt(mine.email)]
  await signedInAt(other.email)
  const { data } = (await here.ask<{ data: { id: number; isCurrent: boolean }[] }>('GET', '/portal/me/sessions')).body
  expect(data.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true])
  const [foreign] = await clinic.sql('select id from portal_sessions where lead_id = $1', [other.leadId])
  expect((await here.ask('DELETE', `/portal/me/sessions/${foreign?.id}`)).status).toBe(404)
  expect((await here.ask('DELETE', `/portal/me/sessions/${data.find(({ isCurrent }) => !isCurrent)?.id}`)).status).toBe(204)
  expect((await there.ask('GET', '/portal/me')).status).toBe(401)
})

test('a patient chooses language and time zone, which go with them when they become a contact', async () => {
  const { leadId, email } = await activePatient({ status: 'Booking: Paid/Booked' })
  const at = await signedInAt(email)
  const chosen = await at.ask('PATCH', '/portal/me', { language: 'es', timeZone: 'America/Denver' })
  expect(chosen.body).toMatchObject({ language: 'es', timeZone: 'America/Denver' })
  expect((await at.ask('PATCH', '/portal/me', { timeZone: 'Mars/Olympus' })).status).toBe(400)
  await clinic.as(clinic.people.admin).post(`/leads/${leadId}/conversion`, { reason: 'test' })
  expect((await at.ask('GET', '/portal/me')).body).toMatchObject({ language: 'es', timeZone: 'America/Denver' })
  await at.ask('PATCH', '/portal/me', { language: 'en' })
  expect((await at.ask('GET', '/portal/me')).body).toMatchObject({ language: 'en', timeZone: 'America/Denver' })
})
