/** Backup and restore as an operator types them, against a server that runs, one that was killed, and a machine that is gone. */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testFolders } from '../test/data-folders.ts'
import { runServer } from '../test/run-server.ts'

const folder = testFolders()
const root = join(import.meta.dirname, '..', '..')

async function type(file: string, args: string[], env: Record<string, string> = {}) {
  const command = [process.execPath, join(root, 'server', 'commands', file), ...args]
  const run = runServer({ env: { DATA_DIR: folder.path, LOG_LEVEL: 'error', ...env }, command })
  return { code: await run.ended(), said: run.said() }
}
const addLead = (name: string) =>
  folder.query(`insert into leads (first_name, last_name, email) values ('${name}', 'Restored', '${name}@clinic.example')`)
const names = async () =>
  (await folder.query('select first_name as name from leads order by id')).map((row) => (row as { name: string }).name)

test('a running server is stopped, brought back to the moment asked for, and its data of before is kept', async () => {
  folder.fill()
  const server = folder.run()
  await server.ready()
  await addLead('ann')
  expect(await type('backup.ts', [])).toMatchObject({ code: 0, said: expect.stringMatching(/^Backup \d{8}T\d{6}Z stands in /m) })
  await addLead('bob')
  const [{ now }] = (await folder.query('select clock_timestamp() as now')) as [{ now: Date }]
  await folder.query("delete from leads where first_name = 'ann'")

  const unasked = await type('restore.ts', ['--to', now.toISOString()])
  expect([unasked.code, unasked.said]).toEqual([1, expect.stringContaining('add --yes if you are sure')])
  expect(await names()).toEqual(['bob'])

  const restored = await type('restore.ts', ['--to', now.toISOString(), '--yes'])
  expect([restored.code, restored.said]).toEqual([0, expect.stringContaining('Start again with npm start')])
  expect(await server.ended()).toBe(0)
  expect(existsSync(/is in (\S+): remove it/.exec(restored.said)?.[1] ?? '')).toBe(true)
  const again = folder.run()
  const address = await again.ready()
  expect(await names()).toEqual(['ann', 'bob'])
  expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ status: 'ready', alarms: [] })
})

test('after kill -9 the last acknowledged change is restored; on a machine where nothing else is left, the key is asked for', async () => {
  folder.fill()
  const backups = `${folder.path}-backups`
  const server = folder.run({ BACKUP_DIR: backups })
  await server.ready()
  await type('backup.ts', [], { BACKUP_DIR: backups })
  await addLead('carla')
  await server.ended('SIGKILL')
  const latest = await type('restore.ts', ['--to', 'latest', '--yes'], { BACKUP_DIR: backups })
  expect(latest.code).toBe(0)
  const key = (await type('backup.ts', ['--key'])).said.trim()
  expect(key).toBe(readFileSync(join(folder.path, 'secrets', 'backup-key'), 'utf8').trim())
  const second = folder.run({ BACKUP_DIR: backups })
  await second.ready()
  expect(await names()).toEqual(['carla'])
  await second.ended('SIGTERM')

  rmSync(folder.path, { recursive: true })
  const without = await type('restore.ts', ['--to', 'latest', '--yes'], { BACKUP_DIR: backups })
  expect([without.code, without.said]).toEqual([1, expect.stringContaining('set BACKUP_KEY')])
  const rescued = await type('restore.ts', ['--to', 'latest', '--yes'], { BACKUP_DIR: backups, BACKUP_KEY: key })
  expect([rescued.code, rescued.said]).toEqual([0, expect.stringContaining('1 leads')])
  rmSync(backups, { recursive: true })
})

test('what stands in the way of the backups is told by readiness within a minute or two', async () => {
  folder.fill()
  const server = folder.run()
  const address = await server.ready()
  const archive = join(folder.path, 'archive')
  renameSync(archive, `${archive}-gone`)
  await folder.query('select pg_switch_wal()')
  const alarms = () =>
    fetch(`${address}/readyz`).then(async (reply) => [reply.status, ((await reply.json()) as { alarms: string[] }).alarms])
  await expect
    .poll(alarms, { timeout: 100_000, interval: 500 })
    .toEqual([200, [expect.stringContaining('PostgreSQL cannot hand over its write-ahead log')]])
  renameSync(`${archive}-gone`, archive)
})
