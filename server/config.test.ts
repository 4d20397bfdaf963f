import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { StartError } from './start-error.ts'

test('without any setting HealthCRM serves this machine from ./data', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', dataDir: resolve('data'), databaseUrl: undefined, demoData: false })
  expect(config).toMatchObject({ clinicTimeZone: 'UTC', sessionIdleMinutes: 15, sessionHours: 12, nodeEnv: 'production' })
})

test('an empty setting counts as unset', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: undefined })
})

test.each([
  ['PORT', 'eighty'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '1e3'],
  ['HOST', 'not a host'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['DATABASE_URL', 'localhost'],
  ['DATABASE_POOLER', 'session'],
  ['DEMO_DATA', 'yes'],
  ['PUBLIC_URL', 'ftp://clinic.example'],
  ['PUBLIC_URL', 'clinic.example'],
  ['SMTP_URL', 'mail.example.org'],
  ['CLINIC_TIME_ZONE', 'Mars/Olympus'],
  ['SESSION_IDLE_MINUTES', '0'],
  ['SESSION_HOURS', '1000'],
  ['REQUESTS_PER_MINUTE', '5'],
  ['LOG_LEVEL', 'loud'],
  ['NODE_ENV', 'staging'],
])('a wrong %s stops the start with one line that names it: %s', (name, value) => {
  const line = refusal({ [name]: value })
  expect(line).toMatch(new RegExp(`^${name} must be .+\\.$`))
  expect(line).not.toContain('\n')
})

test('several wrong settings are named in one line', () => {
  expect(refusal({ PORT: 'x', LOG_LEVEL: 'y' })).toMatch(/^PORT must be .+; LOG_LEVEL must be .+\.$/)
})

test.each(['short', 'x'.repeat(64), 'change-me-change-me-change-me-1234567890', 'abababababababababababababababab'])(
  'a weak or well-known SESSION_SECRET refuses to start: %s',
  (secret) => expect(refusal({ SESSION_SECRET: secret })).toContain('SESSION_SECRET must be at least 32 random characters'),
)

test('a weak ADMIN_PASSWORD refuses to start', () => {
  expect(refusal({ ADMIN_EMAIL: 'ann@clinic.example', ADMIN_PASSWORD: 'short' })).toContain('ADMIN_PASSWORD')
})

test('ADMIN_EMAIL and ADMIN_PASSWORD come together', () => {
  expect(refusal({ ADMIN_EMAIL: 'ann@clinic.example' })).toBe('ADMIN_PASSWORD must be set when ADMIN_EMAIL is.')
  expect(refusal({ ADMIN_PASSWORD: 'long enough to pass' })).toBe('ADMIN_EMAIL must be set when ADMIN_PASSWORD is.')
})

test('the refusal never repeats the value: it may be a secret', () => {
  const line = refusal({ DATABASE_URL: 'mysql://u:hunter2@db/x', SESSION_SECRET: 'hunter2', SMTP_URL: 'hunter2' })
  expect(line).not.toContain('hunter2')
})

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof StartError) return error.message
    throw error
  }
  throw new Error('The settings were accepted')
}
