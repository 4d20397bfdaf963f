import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the first load of the staff app stays within its budget', () => {
  const script = join(import.meta.dirname, '..', 'scripts', 'bundle-size.mjs')
  const { status, stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' })
  expect(stdout).toContain('first load, JavaScript (budget 180 kB)')
  expect(status).toBe(0)
})
