import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keptSecret } from './secrets.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-secrets-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('a secret is made once and stays the same', () => {
  expect(keptSecret(dataDir, 'session', () => 'first')).toBe('first')
  expect(keptSecret(dataDir, 'session', () => 'second')).toBe('first')
})

test('a kept secret can be read by its owner only', () => {
  keptSecret(dataDir, 'session', () => 'first')
  expect(statSync(join(dataDir, 'secrets', 'session')).mode & 0o777).toBe(0o600)
  expect(statSync(join(dataDir, 'secrets')).mode & 0o777).toBe(0o700)
})
