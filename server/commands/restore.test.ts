/** Backup and restore as an operator types them, against a server that runs, one that was killed, and a machine that is gone. */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fullTrust, tell } from '../test/counts.ts'
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
  for (const [args, why] of [
    [['--to', 'latest', '--into', folder.path], `${folder.path} is not empty`],
    [['--to', '2199-01-01T00:00:00Z', '--yes'], 'has not come yet'],
    [['--to', 'latest', '--intoo', folder.path], "Unknown option '--intoo'"],
  ] as const) {
    const refused = await type('restore.ts', [...args])
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining(why)])
  }
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
  // A start that is not given the key goes on with the same one.
  expect((await type('backup.ts', ['--key'])).said.trim()).toBe(key)
  rmSync(backups, { recursive: true })
})

/** The watch looks once a minute: too long a wait for every run of the tests; what it sees is in `watch.test.ts`. */
test.each(fullTrust ? ['archive'] : [])('an %s that takes no log is told by readiness within a minute or two', async (name) => {
  folder.fill()
  const server = folder.run()
  const address = await server.ready()
  const archive = join(folder.path, name)
  renameSync(archive, `${archive}-gone`)
  await folder.query('select pg_switch_wal()')
  const alarms = () =>
    fetch(`${address}/readyz`).then(async (reply) => [reply.status, ((await reply.json()) as { alarms: string[] }).alarms])
  await expect
    .poll(alarms, { timeout: 100_000, interval: 500 })
    .toEqual([200, [expect.stringContaining('PostgreSQL cannot hand over its write-ahead log')]])
  renameSync(`${archive}-gone`, archive)
})

/** PostgreSQL alone would take five minutes: nothing wakes what hands the log over when nobody asks for a backup. */
test.each(fullTrust ? ['plain'] : [])('after a %s restart too a change reaches the backups within a minute or two', async () => {
  folder.fill()
  const backups = join(folder.path, 'backups')
  const before = folder.run()
  await before.ready()
  expect((await type('backup.ts', [])).code).toBe(0)
  await before.ended('SIGTERM')
  const server = folder.run()
  await server.ready()
  await addLead('emma')
  expect(await untilShipped(backups)).toBeLessThan(150)
  await server.ended('SIGTERM')
})

/** What stands in the closing note of a release; too much for every run of the tests. */
test.each(fullTrust ? [1_000_000_000] : [])(
  'from nothing but backups and key, %d bytes are back in a quarter of an hour (H10)',
  async (size) => {
    folder.fill()
    const env = { BACKUP_DIR: `${folder.path}-backups` }
    const server = folder.run(env)
    await server.ready()
    const bytes = () =>
      folder.query('select pg_database_size(current_database())::float8 as bytes').then(([row]) => Number(Object(row).bytes))
    while ((await bytes()) < size) {
      // As an import of old trails does: past the triggers, a hundred thousand entries at a time.
      await folder.query(`set session_replication_role = replica; insert into activity_logs (entity_type, entity_id, action, details)
      select 'lead', n % 5000 + 1, 'updated', json_build_object('fields', array(select md5(n::text || m) from generate_series(1, 12) m))::text
      from generate_series(1, 100000) n`)
    }
    const full = await bytes()
    const backupBegan = performance.now()
    let backup = await type('backup.ts', [], env)
    // The server's own first one may be under way.
    while (backup.said.includes('under way already')) backup = await type('backup.ts', [], env)
    expect(backup).toMatchObject({ code: 0, said: expect.stringContaining('stands in') })
    const backupSeconds = (performance.now() - backupBegan) / 1000
    await addLead('dora')
    const lossSeconds = await untilShipped(`${folder.path}-backups`)
    const key = (await type('backup.ts', ['--key'])).said.trim()
    const sum = 'select count(*)::int as rows, sum(hashtext(details)::bigint)::text as sum from activity_logs'
    const before = await folder.query(sum)
    await server.ended('SIGKILL')
    rmSync(folder.path, { recursive: true })
    const began = performance.now()
    const restored = await type('restore.ts', ['--to', 'latest', '--yes'], { ...env, BACKUP_KEY: key })
    const restoreSeconds = (performance.now() - began) / 1000
    expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('Start again') })
    const again = folder.run({ ...env, BACKUP_KEY: key })
    await again.ready()
    const readySeconds = (performance.now() - began) / 1000
    tell(
      `H10: ${Math.round(full / 1e6)} MB: backup ${backupSeconds.toFixed(0)} s, restored and checked ${restoreSeconds.toFixed(0)} s, ready ${readySeconds.toFixed(0)} s after nothing was left; a change was in the database alone for ${lossSeconds.toFixed(0)} s`,
    )
    const [{ rows }] = before as [{ rows: number }]
    expect(await folder.query(`${sum} where id <= (select min(id) + ${rows - 1} from activity_logs)`)).toEqual(before)
    expect(await names()).toEqual(['dora'])
    expect(readySeconds).toBeLessThan(15 * 60)
    expect(lossSeconds).toBeLessThan(65)
  },
)

/** How long the last change takes to reach the backups by itself, in seconds. */
async function untilShipped(backups: string): Promise<number> {
  const [{ segment }] = (await folder.query('select pg_walfile_name(pg_current_wal_lsn()) as segment')) as [{ segment: string }]
  const began = performance.now()
  while (!existsSync(join(backups, 'wal', segment))) await new Promise((done) => setTimeout(done, 100))
  return (performance.now() - began) / 1000
}
