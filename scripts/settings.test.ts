import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settingsReference } from './settings-reference.ts'

test('the page of settings says what the settings are (npm run docs:settings writes it)', () => {
  const page = settingsReference()
  expect(page).toContain('| `PORT` | `3000` | a port: a whole number from 0 (any free one) to 65535 | where HealthCRM answers |')
  expect(readFileSync('docs/operations/settings.md', 'utf8')).toBe(page)
})
