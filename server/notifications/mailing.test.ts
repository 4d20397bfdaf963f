import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Letter, Mailer } from '../mail/mail.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { gatherLetters, mailNoticesTo } from './mailing.ts'

let clinic: TestApp
let refuse = false
const letters: (Letter & { to: string })[] = []
const mailer: Mailer = {
  send: async (letter) => {
    if (refuse) throw new Error('try later')
    letters.push(letter)
  },
  address: 'healthcrm@clinic.example',
  close: () => undefined,
}
const post = () => ({ database: clinic.database, mailer, origin: () => 'https://crm.clinic.example', now: () => new Date() })

beforeAll(async () => {
  clinic = await testApp()
  await clinic.as(clinic.people.sdr).patch('/me/notification-preferences', { assigned: { byMail: true } })
})
afterAll(() => clinic.close())
beforeEach(async () => {
  letters.length = 0
  refuse = false
  await clinic.sql('delete from notifications')
})

async function give(title: string): Promise<void> {
  const leadId = await build.lead(clinic, { first_name: 'Canary', last_name: 'Yellow' })
  await clinic.as(clinic.people.admin).post('/tasks', { title, assignedToId: clinic.people.sdr.id, leadId })
}
const age = (minutes: number) => clinic.sql(`update notifications set created_at = now() - $1 * interval '1 minute'`, [minutes])
const waitingJobs = async () => (await clinic.sql(`select from pgboss.job where name = 'notifications.mail' and state = 'created'`)).length

test('several notices go in one letter, which names nobody and nothing but the place to look', async () => {
  await give('Canary title')
  await give('Canary title')
  await mailNoticesTo(post(), clinic.people.sdr.id)
  await mailNoticesTo(post(), clinic.people.sdr.id)
  expect(letters).toHaveLength(1)
  expect(letters[0]?.to).toBe(clinic.people.sdr.email)
  expect(letters[0]?.subject).toBe('2 new notices in HealthCRM')
  expect(letters[0]?.text).toContain('https://crm.clinic.example/notifications')
  expect(JSON.stringify(letters)).not.toMatch(/Canary|Yellow/)
})

test('a letter in the person’s language', async () => {
  await clinic.sql(`insert into user_preferences (user_id, language) values ($1, 'es')`, [clinic.people.sdr.id])
  await give('x')
  await mailNoticesTo(post(), clinic.people.sdr.id)
  expect(letters[0]?.subject).toBe('Tiene un aviso nuevo en HealthCRM')
})

test('others may join a notice for five minutes; read in the app it is not mailed', async () => {
  await give('x')
  await gatherLetters(post())
  expect(await waitingJobs()).toBe(0)
  await age(6)
  await gatherLetters(post())
  expect(await waitingJobs()).toBe(1)
  await clinic.as(clinic.people.sdr).put('/notifications/reading')
  await mailNoticesTo(post(), clinic.people.sdr.id)
  expect(letters).toEqual([])
})

test('what the mail server does not take is mailed later; two workers send one letter', async () => {
  await give('x')
  refuse = true
  await expect(mailNoticesTo(post(), clinic.people.sdr.id)).rejects.toThrow('try later')
  refuse = false
  await Promise.all([1, 2, 3].map(() => mailNoticesTo(post(), clinic.people.sdr.id)))
  expect(letters).toHaveLength(1)
})

test('who did not ask for mail gets none', async () => {
  await clinic.as(clinic.people.admin).post('/tasks', { title: 'x', assignedToId: clinic.people.coach.id })
  await age(10)
  await mailNoticesTo(post(), clinic.people.coach.id)
  expect(letters).toEqual([])
})
