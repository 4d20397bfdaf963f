/** The operator's own PostgreSQL, as Debian has it, backed up and restored through Debian's pgBackRest. In npm run test:operations. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { openDatabase } from '../../db/open.ts'
import { clientFor, makePerson } from '../../test/app.ts'
import { fullTrust, tell } from '../../test/counts.ts'
import { connect } from '../../test/data-folders.ts'
import { bin, makeOwnPostgres, type OwnPostgres, systemUser } from '../../test/own-postgres.ts'
import { runServer } from '../../test/run-server.ts'
import { storesOf } from '../places.ts'
import { prepareReview } from '../review/prepare.ts'
import { newBackupKey } from '../seal/backup-key.ts'
import { newWatch } from '../watch.ts'
import { drillThrough } from './drilling.ts'
import { type ExternalKeeping, findKeeping } from './external-keeping.ts'
import { lookBackThrough } from './looking-back.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const canary = 'Canary-7f3a-Zeisig'

describe.runIf(fullTrust && existsSync(join(bin, 'postgres')) && existsSync('/usr/bin/pgbackrest'))('PostgreSQL 15 and pgBackRest', () => {
  let postgres: OwnPostgres
  let env: Record<string, string>
  const one = () => join(env.BACKUP_DIR ?? '', 'pgbackrest')
  const two = () => join(env.BACKUP_COPY_DIR ?? '', 'pgbackrest')

  beforeAll(async () => {
    postgres = await makeOwnPostgres()
    const place = (name: string) => join(postgres.home, name)
    env = {
      DATABASE_URL: postgres.ownerUrl,
      DATABASE_DATA_DIR: postgres.dataDir,
      DATA_DIR: place('data'),
      BACKUP_DIR: place('one'),
      BACKUP_COPY_DIR: place('two'),
      LOG_LEVEL: 'error',
    }
    expect(await type('db-migrate.ts', [])).toMatchObject({ code: 0 })
  })
  afterAll(() => postgres.remove())

  /** As an operator types it. */
  async function type(file: string, args: string[], more: Record<string, string> = {}) {
    const began = Date.now()
    const run = runServer({ env: { ...env, ...more }, command: [process.execPath, join(root, 'server', 'commands', file), ...args] })
    const code = await run.ended()
    return { code, said: run.said(), ms: Date.now() - began }
  }
  const backup = (...args: string[]) => type('backup.ts', args)
  const restore = (args: string[], more: Record<string, string> = {}) => type('restore.ts', [...args, '--yes'], more)

  const addLead = (name: string) =>
    postgres.query(`insert into leads (first_name, last_name, email) values ('${name}', '${canary}', '${name}@clinic.example')`)
  const sum = "select md5(string_agg(l::text, '|' order by id)) as sum, count(*)::int as count from leads l"
  const moment = async () => (await postgres.query<{ now: Date }>('select clock_timestamp() as now'))[0]?.now.toISOString() ?? ''
  const names = async () =>
    (await postgres.query<{ name: string }>('select first_name as name from leads order by id')).map(({ name }) => name)
  const keeping = async (): Promise<ExternalKeeping> => {
    const found = await findKeeping(readConfig({ ...env, NODE_ENV: 'test' }), postgres.ownerUrl, quiet)
    if (found.kind === 'elsewhere') throw new Error('pgBackRest was not found')
    return found
  }

  /** Starts a restored copy with the command that the restore told, asks it, stops it, and checks its every page. */
  async function ask(home: string, said: string, question: string) {
    const command = said.trim().split('\n').at(-1) ?? ''
    const server = spawn('/bin/sh', ['-c', `exec ${command}`], { ...systemUser(), cwd: '/', stdio: 'ignore' })
    const ended = new Promise((done) => server.once('exit', done))
    const url = `postgres://postgres@${encodeURIComponent(home)}/clinic`
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
      if (
        await connect(url).then(
          (client) => client.end().then(() => true),
          () => false,
        )
      )
        break
    }
    const client = await connect(url)
    const { rows } = await client.query(question)
    await client.end()
    server.kill('SIGINT')
    await ended
    execFileSync(join(bin, 'pg_checksums'), ['--check', '-D', join(home, 'postgres')], { ...systemUser(), cwd: '/', stdio: 'ignore' })
    return rows[0]
  }

  test('nothing is green before PostgreSQL hands its log over; one command says how, and with --yes does it', async () => {
    const told = await backup('--configure')
    expect([told.code, told.said]).toEqual([
      0,
      expect.stringContaining(`ALTER SYSTEM SET archive_command = '/usr/bin/pgbackrest --config=`),
    ])
    expect(told.said).toContain(`pg1-path=${postgres.dataDir}`)
    const early = await backup()
    expect([early.code, early.said]).toEqual([1, expect.stringContaining('archive_mode must be enabled')])
    const found = await keeping()
    expect(await found.setup?.()).toMatchObject({ reason: 'not_archiving' })
    expect(await found.facts(postgres.ownerUrl)).toMatchObject({ archiveFails: true, lastRun: { state: 'failed' } })

    expect(await backup('--configure', '--yes')).toMatchObject({ code: 0, said: expect.stringContaining('restart it now') })
    await postgres.stop()
    await postgres.start()
    await addLead('ann')
    const full = await backup()
    expect([full.code, full.said]).toEqual([
      0,
      expect.stringMatching(/\(full\) stands in \S+one\/pgbackrest[\s\S]*\(full\) stands in \S+two\/pgbackrest/),
    ])
    const diff = await backup()
    expect([diff.code, diff.said]).toEqual([0, expect.stringMatching(/\(diff\) stands in \S+one\/pgbackrest[\s\S]*\(diff\) stands in/)])
    const check = await backup('--check')
    expect([check.code, check.said]).toEqual([
      0,
      expect.stringMatching(/one\/pgbackrest: 2 backups, whole[\s\S]*two\/pgbackrest: 2 backups, whole/),
    ])
    expect(await (await keeping()).setup?.()).toBeNull()
    tell(`pgBackRest, two places: full ${full.ms} ms, diff ${diff.ms} ms, check and verify ${check.ms} ms`)
  })

  test('any moment comes back to the last bit beside the database, and every page of the copy is sound', async () => {
    await addLead('bob')
    await sleep(50)
    const at = await moment()
    const [expected] = await postgres.query(sum)
    await sleep(50)
    await postgres.query("update leads set last_name = 'Changed'")
    await postgres.query('delete from leads where id = 1')
    await postgres.query('select pg_switch_wal()').catch(() => undefined)
    expect(await backup()).toMatchObject({ code: 0 })
    const home = mkdtempSync(join(tmpdir(), 'healthcrm-copy-'))
    const restored = await restore(['--to', at, '--into', home])
    expect([restored.code, restored.said]).toEqual([0, expect.stringContaining('2 leads')])
    expect(await ask(home, restored.said, sum)).toEqual(expected)
    expect(await names()).toEqual(['bob'])
    rmSync(home, { recursive: true })
    const early = await restore(['--to', '2020-01-01T00:00:00Z', '--into', home])
    expect([early.code, early.said]).toEqual([1, expect.stringContaining('ask for that time or a later one')])
    tell(`pgBackRest: PITR beside the database in ${restored.ms} ms`)
  })

  test('nothing that was written down can be read in the backups, and another key opens nothing', async () => {
    await addLead('canary')
    await postgres.query('checkpoint').catch(() => undefined)
    expect(await backup('--full')).toMatchObject({ code: 0 })
    const holds = (folder: string) => {
      try {
        return execFileSync('grep', ['-rlaF', canary, folder], { encoding: 'utf8' }).trim() !== ''
      } catch {
        return false
      }
    }
    expect([holds(postgres.dataDir), holds(one()), holds(two())]).toEqual([true, false, false])
    const home = join(postgres.home, 'wrong')
    const refused = await restore(['--to', 'latest', '--into', home], { BACKUP_KEY: newBackupKey() })
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('Is BACKUP_KEY theirs?')])
    // Nor has the attempt spoilt what PostgreSQL hands its log over with.
    expect(await backup('--check')).toMatchObject({ code: 0 })
  })

  test('damage is noticed, four of four', async () => {
    const filesIn = (folder: string) =>
      readdirSync(join(one(), folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    const large = () => filesIn('backup/healthcrm').filter((path) => path.includes('/pg_data/base/') && statSync(path).size > 2000)
    const log = () => filesIn('archive/healthcrm').filter((path) => /\/[0-9A-F]{24}-[0-9a-f]{40}\.zst$/.test(path))
    const flip = (path: string) => {
      const bytes = readFileSync(path)
      const at = Math.floor(bytes.length / 2)
      bytes.set([(bytes[at] ?? 0) ^ 255, (bytes[at + 1] ?? 0) ^ 255], at)
      writeFileSync(path, bytes)
    }
    const remove = (path: string) => rmSync(path)
    const harms: [string, () => string | undefined, (path: string) => void][] = [
      ['a backup file', () => large().at(-1), flip],
      ['a piece of the log', () => log().at(-2), flip],
      ['a piece of the log away', () => log().at(-2), remove],
      ['a backup file away', () => large().at(-1), remove],
    ]
    const noticed: string[] = []
    for (const [what, choose, harm] of harms) {
      const path = choose() ?? ''
      const kept = join(postgres.home, 'kept')
      execFileSync('cp', ['-a', path, kept])
      harm(path)
      const { code, said } = await backup('--check')
      if (code === 1 && said.includes('The backups are not whole') && said.includes(one())) noticed.push(what)
      execFileSync('cp', ['-a', kept, path])
    }
    expect(noticed).toEqual(harms.map(([what]) => what))
    expect(await backup('--check')).toMatchObject({ code: 0 })
  })

  test('when the first place is lost, everything comes back from the second', async () => {
    await addLead('dora')
    const [expected] = await postgres.query(sum)
    expect(await backup()).toMatchObject({ code: 0 })
    renameSync(one(), `${one()}-lost`)
    const home = mkdtempSync(join(tmpdir(), 'healthcrm-copy-'))
    const restored = await restore(['--to', 'latest', '--into', home])
    expect([restored.code, restored.said]).toEqual([0, expect.stringContaining(`from ${two()}`)])
    expect(await ask(home, restored.said, sum)).toEqual(expected)
    rmSync(home, { recursive: true })
    rmSync(one(), { recursive: true, force: true })
    renameSync(`${one()}-lost`, one())
  })

  test('one person’s record of an earlier time is shown beside the present one, and comes back by choice', async () => {
    const [found, dataDir] = [await keeping(), env.DATA_DIR ?? '']
    const config = { ...readConfig({ ...env, NODE_ENV: 'test' }), sessionSecret: 'a secret of the tests, forty letters long' }
    const database = await openDatabase({ ownerUrl: postgres.ownerUrl, dataDir, pooler: 'none' })
    const app = await buildApp({ config, database, log: false, backups: found })
    await app.ready()
    const admin = clientFor(app, await makePerson(postgres.query, 'Admin'))
    const lead = { firstName: 'Maren', lastName: 'Oduya', email: 'maren@example.com', phone: '+1 202 555 0101', notes: 'Prefers mornings' }
    const { id: entityId } = (await admin.post<{ id: number }>('/leads', lead)).body
    await sleep(50)
    const asOf = await moment()
    await sleep(50)
    await admin.patch(`/leads/${entityId}`, { notes: 'gone wrong' })
    const { id } = (await admin.post<{ id: number }>('/record-reviews', { entityType: 'lead', entityId, asOf })).body
    await prepareReview({ database, lookBack: lookBackThrough({ tool: found.tool, ownerUrl: postgres.ownerUrl, dataDir, log: quiet }) }, id)
    const review = (await admin.get<{ version: string; error: string | null; differences: unknown[] }>(`/record-reviews/${id}`)).body
    expect([review.error, review.differences]).toEqual([
      null,
      [
        expect.objectContaining({
          fields: [expect.objectContaining({ name: 'notes', before: 'Prefers mornings', now: 'gone wrong', canReturn: true })],
        }),
      ],
    ])
    const choices = [{ entity: 'lead', id: entityId, fields: ['notes'] }]
    expect(await admin.post(`/record-reviews/${id}/application`, { version: review.version, choices })).toMatchObject({ status: 200 })
    expect(await postgres.query('select notes from leads where id = $1', [entityId])).toEqual([{ notes: 'Prefers mornings' }])
    expect(readdirSync(dataDir).filter((name) => name.startsWith('review-'))).toEqual([])
    await app.close()
    await database.close()
  })

  test('the drill restores each place by itself and says so on the page; a damaged one raises an alarm', async () => {
    const found = await keeping()
    const config = readConfig({ ...env, NODE_ENV: 'test' })
    const given = {
      tool: found.tool,
      ownerUrl: postgres.ownerUrl,
      dataDir: config.dataDir,
      stores: storesOf(config),
      key: found.key,
      log: quiet,
    }
    for (const repository of found.tool.repositories) {
      expect(await drillThrough({ ...given, repository, place: repository.place })).toEqual({ state: 'passed', error: null })
    }
    const drills = await postgres.query<{ restore: number; lost: number; place: string }>(
      `select restore_ms as restore, lost_ms as lost, findings->>'place' as place from restore_drills where state = 'passed' order by id`,
    )
    expect(drills.map(({ place }) => place)).toEqual([one(), two()])
    for (const { restore: ms, lost, place } of drills) {
      expect(lost).toBeLessThan(75_000)
      tell(`pgBackRest drill of ${place.split('/').at(-2)}: data back after ${ms} ms, lost at most ${lost} ms`)
    }
    const [wal] = readdirSync(join(one(), 'archive/healthcrm'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.zst'))
      .sort()
      .slice(-2)
    const path = join(one(), 'archive/healthcrm', wal ?? '')
    renameSync(path, join(postgres.home, 'taken'))
    const fresh = await keeping()
    expect((await fresh.facts(postgres.ownerUrl)).damage).toEqual([expect.stringMatching(/The write-ahead log [0-9A-F]{24} is missing in/)])
    renameSync(join(postgres.home, 'taken'), path)
  })

  test('a log that is not handed over raises an alarm within a minute or two, which ends with its cause', async () => {
    const found = await keeping()
    const database = await openDatabase({ ownerUrl: postgres.ownerUrl, dataDir: env.DATA_DIR ?? '', pooler: 'none' })
    const watch = newWatch({
      database,
      ownerUrl: postgres.ownerUrl,
      dataDir: env.DATA_DIR ?? '',
      backups: found,
      hasMail: false,
      onError: (error) => {
        throw error
      },
    })
    const kinds = async () => {
      await watch.look()
      return watch.standing().map(({ kind }) => kind)
    }
    expect(await kinds()).toEqual([])
    const config = found.tool.configPath
    renameSync(config, `${config}-away`)
    await addLead('erik')
    const began = Date.now()
    await expect.poll(kinds, { timeout: 120_000, interval: 1000 }).toContain('archive_failing')
    tell(`pgBackRest: a broken archive_command raised its alarm after ${Date.now() - began} ms`)
    renameSync(`${config}-away`, config)
    await expect.poll(kinds, { timeout: 120_000, interval: 1000 }).toEqual([])
    await database.close()
  })

  test('in the place of a stopped database the asked moment comes back, and backups go on from there', async () => {
    await addLead('fay')
    await sleep(50)
    const at = await moment()
    const before = await names()
    await sleep(50)
    await postgres.query('delete from leads')
    const running = await restore(['--to', at])
    expect([running.code, running.said]).toEqual([1, expect.stringContaining('stop it first')])
    await postgres.stop()
    const restored = await restore(['--to', at])
    expect([restored.code, restored.said]).toEqual([0, expect.stringContaining('Start PostgreSQL')])
    expect(existsSync(/is in (\S+): remove it/.exec(restored.said)?.[1] ?? '')).toBe(true)
    await postgres.start()
    expect(await names()).toEqual(before)
    expect(await postgres.query("select details::jsonb->>'to' as at from activity_logs where action = 'restored'")).toEqual([{ at }])
    tell(`pgBackRest: PITR in place in ${restored.ms} ms`)
    const next = await backup()
    expect([next.code, next.said]).toEqual([0, expect.stringContaining('(full)')])
    expect(await backup('--check')).toMatchObject({ code: 0 })
  })

  test('after kill -9 the last change is there though it was not handed over; on a new machine the key alone opens the backups', async () => {
    await addLead('gus')
    const [expected] = await postgres.query(sum)
    await postgres.stop('SIGKILL')
    await sleep(500)
    const latest = await restore(['--to', 'latest'])
    expect([latest.code, latest.said]).toEqual([0, expect.stringContaining('Start PostgreSQL')])
    await postgres.start()
    expect(await postgres.query(sum)).toEqual([expected])

    expect(await backup()).toMatchObject({ code: 0 })
    const key = (await backup('--key')).said.trim()
    await postgres.stop()
    rmSync(postgres.dataDir, { recursive: true })
    rmSync(env.DATA_DIR ?? '', { recursive: true })
    const without = await restore(['--to', 'latest'])
    expect([without.code, without.said]).toEqual([1, expect.stringContaining('set BACKUP_KEY')])
    const rescued = await restore(['--to', 'latest'], { BACKUP_KEY: key })
    expect([rescued.code, rescued.said]).toEqual([0, expect.stringContaining('Start PostgreSQL')])
    await postgres.start()
    expect(await postgres.query(sum)).toEqual([expected])
    tell(`pgBackRest: from backups and key alone in ${rescued.ms} ms`)
  })
})
