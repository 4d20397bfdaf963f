import { readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testFolders } from '../test/data-folders.ts'

const folder = testFolders()

test('a second start on the same folder is refused with one line that names the first', async () => {
  folder.fill()
  const first = folder.run()
  const address = await first.ready()
  expect(await refusal()).toBe(
    `HealthCRM already runs on ${folder.path} (process ${first.process.pid} at ${address}): stop it first, or set DATA_DIR to another folder.`,
  )
})

test('a taken port is refused with one line, before anything is made', async () => {
  const taken = createServer()
  onTestFinished(() => void taken.close())
  const port = await new Promise<number>((done) => taken.listen(0, '127.0.0.1', () => done(Object(taken.address()).port)))
  expect(await refusal({ PORT: String(port) })).toBe(`PORT ${port} is taken by another program: stop that, or set PORT to a free one.`)
  expect(readdirSync(folder.path)).toEqual([])
})

test('an unreachable database is refused with one line', async () => {
  expect(await refusal({ DATABASE_URL: 'postgres://owner:secret@127.0.0.1:1/clinic' })).toMatch(
    /^The database clinic at 127\.0\.0\.1:1 cannot be used \(.+\): check DATABASE_URL and that PostgreSQL runs\.$/,
  )
})

test('a wrong setting is refused with one line, before anything is made', async () => {
  expect(await refusal({ CLINIC_TIME_ZONE: 'Nowhere/Else' })).toBe('CLINIC_TIME_ZONE must be an IANA time zone such as America/New_York.')
  expect(readdirSync(folder.path)).toEqual([])
})

test.each(['BACKUP_DIR', 'DATA_DIR'])('a %s that cannot be written is refused with one line, before anything is made', async (name) => {
  expect(await refusal({ [name]: '/proc/clinic' })).toBe(`${name} /proc/clinic cannot be written (ENOENT): name a folder that can.`)
  expect(readdirSync(folder.path)).toEqual([])
})

test('a damaged database is refused with one line', async () => {
  folder.fill()
  rmSync(join(folder.path, 'postgres', 'global'), { recursive: true })
  expect(await refusal()).toMatch(/^The database in .+ does not start: .+/)
})

/** The one line of a start that must fail with exit code 1. */
async function refusal(env: Record<string, string> = {}): Promise<string> {
  const server = folder.run(env)
  expect(await server.ended()).toBe(1)
  const lines = server.said().trim().split('\n')
  expect(lines).toHaveLength(1)
  return lines[0] ?? ''
}
