import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { password, visitor } from '../test/visitor.ts'

interface Letter {
  to: string
  from: string
  subject: string
  text: string
}
const letters: Letter[] = []
let clinic: TestApp
let refuseNext = false

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, done) => {
    simpleParser(stream).then(({ subject = '', text = '', from }) => {
      if (refuseNext) {
        refuseNext = false
        return done(Object.assign(new Error('try later'), { responseCode: 451 }))
      }
      letters.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), from: from?.text ?? '', subject, text })
      done()
    }, done)
  },
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  clinic = await testApp({ env: { SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: 'https://crm.clinic.example' } })
  await clinic.app.house.jobs.start()
})
afterAll(async () => {
  await clinic.close()
  await new Promise<void>((resolve) => server.close(resolve))
})

async function letterTo(email: string): Promise<Letter> {
  const end = Date.now() + 19_000
  for (;;) {
    const index = letters.findIndex(({ to }) => to === email)
    if (index >= 0) return letters.splice(index, 1)[0] as Letter
    if (Date.now() > end) throw new Error('No letter came')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const tokenIn = ({ text }: Letter) => /#token=([\w-]+)/.exec(text)?.[1] ?? ''
const secure = { headers: { origin: 'https://crm.clinic.example' } }

test('an invitation is mailed and no link is shown; the letter’s link chooses the password', async () => {
  const email = 'ines@clinic.example'
  const made = await clinic.as(clinic.people.admin).post('/users', { email, firstName: 'Ines', lastName: 'Vidal', role: 'SDR' })
  expect(made.status).toBe(201)
  expect(made.body).not.toHaveProperty('invitationUrl')
  const letter = await letterTo(email)
  expect(letter.from).toContain('healthcrm@crm.clinic.example')
  expect(letter.text).toContain('https://crm.clinic.example/invitation#token=')
  const chosen = await visitor(clinic, secure).ask('POST', '/auth/password', { token: tokenIn(letter), password: 'a brand new stone' })
  expect(chosen.status).toBe(204)
})

test('a reset is mailed to who has an account, with our own address whatever Host the request names (A9)', async () => {
  const evil = { headers: { host: 'evil.example', origin: 'http://evil.example' } }
  expect((await visitor(clinic, evil).ask('POST', '/auth/reset', { email: 'INES@clinic.example' })).status).toBe(204)
  const letter = await letterTo('ines@clinic.example')
  expect(letter.text).toContain('https://crm.clinic.example/reset#token=')
  expect(letter.text).not.toContain('evil')
  await visitor(clinic, secure).ask('POST', '/auth/reset', { email: 'nobody@clinic.example' })
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect(letters).toEqual([])
  const rows = await clinic.sql('select from reset_requests')
  expect(rows).toEqual([])
})

test('a letter that the mail server refuses for now is sent again, with a link that works', async () => {
  refuseNext = true
  await visitor(clinic, secure).ask('POST', '/auth/reset', { email: 'ines@clinic.example' })
  const letter = await letterTo('ines@clinic.example')
  const chosen = await visitor(clinic, secure).ask('POST', '/auth/password', { token: tokenIn(letter), password: 'yet another stone' })
  expect(chosen.status).toBe(204)
})

test('a letter is in the language its reader has chosen; who is new gets that of who invites them', async () => {
  const admin = clinic.as(clinic.people.admin)
  await admin.patch('/me', { language: 'es' })
  const email = 'luz@clinic.example'
  await admin.post('/users', { email, firstName: 'Luz', lastName: 'Prado', role: 'SDR' })
  const invited = await letterTo(email)
  expect(invited.subject).toBe('Su cuenta de HealthCRM')
  await visitor(clinic, secure).ask('POST', '/auth/password', { token: tokenIn(invited), password: 'a brand new stone' })
  await visitor(clinic, secure).ask('POST', '/auth/reset', { email })
  expect((await letterTo(email)).text).toContain('Hello Luz')
  const [luz] = await clinic.sql<{ id: number }>('select id from users where email = $1', [email])
  await clinic.sql("insert into user_preferences (user_id, language) values ($1, 'es')", [luz?.id])
  await visitor(clinic, secure).ask('POST', '/auth/reset', { email })
  const reset = await letterTo(email)
  expect(reset.subject).toBe('Elija una contraseña nueva para HealthCRM')
  expect(reset.text).toContain('Hola, Luz:')
})

test('a patient hears of each change of their sign-in, and that they were erased, in their language', async () => {
  const admin = clinic.as(clinic.people.admin)
  const leadId = await build.lead(clinic, { first_name: 'Rosa', last_name: 'Delgado', email: 'rosa@example.com' })
  await clinic.sql(`insert into person_profiles (entity_type, entity_id, language) values ('lead', $1, 'es')`, [leadId])
  await clinic.sql(`insert into portal_second_factors (lead_id, sealed_secret, confirmed_at) values ($1, 'sealed', now())`, [leadId])
  expect((await admin.put(`/leads/${leadId}/portal-access`)).status).toBe(200)
  const token = tokenIn(await letterTo('rosa@example.com'))
  expect((await visitor(clinic, secure).ask('POST', '/portal/auth/password', { token, password })).status).toBe(204)
  expect((await admin.delete(`/leads/${leadId}/portal-access/second-factor`)).status).toBe(200)
  expect((await letterTo('rosa@example.com')).text).toMatch(/^Hola, Rosa:\n\nLa clínica quitó el segundo paso/)
  await clinic.sql(`delete from person_profiles where entity_id = $1`, [leadId])
  await visitor(clinic, secure).ask('POST', '/portal/auth/reset', { email: 'rosa@example.com' })
  const reset = tokenIn(await letterTo('rosa@example.com'))
  expect((await visitor(clinic, secure).ask('POST', '/portal/auth/password', { token: reset, password: `${password}s` })).status).toBe(204)
  const changed = await letterTo('rosa@example.com')
  expect(changed.text).toContain('your password was changed, and other devices were signed out.')
  expect(changed.text).toContain('https://crm.clinic.example/portal/forgot')

  expect((await admin.get(`/leads/${leadId}/expungement`)).body).toMatchObject({ canTell: true, asked: false })
  const given = { reason: 'as asked', name: 'Rosa Delgado', tell: true }
  expect((await admin.post(`/leads/${leadId}/expungement`, given)).status).toBe(201)
  expect(
    (await clinic.sql(`select data::text as data from pgboss.job where name = 'expungements.letter'`)).map(({ data }) => data).join(),
  ).not.toMatch(/rosa/i)
  const last = await letterTo('rosa@example.com')
  expect(last.subject).toBe('Your record at My clinic has been erased')
  expect(last.text).toMatch(/Backups may hold the rest until \w+ \d+, \d{4};/)
})

test('jobs hold ids only: no address, no link', async () => {
  const rows = await clinic.sql<{ row: string }>('select to_jsonb(j)::text as row from pgboss.job j')
  expect(rows.length).toBeGreaterThan(2)
  expect(rows.map(({ row }) => row).join()).not.toMatch(/@|token=/)
})
