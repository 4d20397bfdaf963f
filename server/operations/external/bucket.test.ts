/** pgBackRest's second place as a bucket of the S3 protocol, over TLS with an authority of the clinic's own (H8). In npm run test:operations. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BucketServer, startBucketServer } from '../../test/bucket-server.ts'
import { fullTrust, tell } from '../../test/counts.ts'
import { makeAuthority, makeServerKeys } from '../../test/keys.ts'
import { bin, makeOwnPostgres, type OwnPostgres } from '../../test/own-postgres.ts'
import { runServer } from '../../test/run-server.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const canary = 'Canary-7f3a-Zeisig'

describe.runIf(fullTrust && existsSync(join(bin, 'postgres')) && existsSync('/usr/bin/pgbackrest'))('a bucket beside the folder', () => {
  let postgres: OwnPostgres
  let bucket: BucketServer
  let env: Record<string, string>

  beforeAll(async () => {
    postgres = await makeOwnPostgres()
    const keys = join(postgres.home, 'keys')
    mkdirSync(keys)
    makeAuthority(keys, 'the clinic')
    makeServerKeys(keys, 'localhost')
    chmodSync(join(keys, 'ca.crt'), 0o644)
    bucket = await startBucketServer({ key: readFileSync(join(keys, 'server.key')), cert: readFileSync(join(keys, 'server.crt')) })
    env = {
      DATABASE_URL: postgres.ownerUrl,
      DATABASE_DATA_DIR: postgres.dataDir,
      DATA_DIR: join(postgres.home, 'data'),
      BACKUP_DIR: join(postgres.home, 'one'),
      BACKUP_COPY_URL: bucket.url,
      BACKUP_COPY_KEY_ID: bucket.keyId,
      BACKUP_COPY_SECRET: bucket.secret,
      BACKUP_COPY_REGION: bucket.region,
      NODE_EXTRA_CA_CERTS: join(keys, 'ca.crt'),
      LOG_LEVEL: 'error',
    }
    expect(await type('db-migrate.ts')).toMatchObject({ code: 0 })
    expect(await type('backup.ts', '--configure', '--yes')).toMatchObject({ code: 0 })
    await postgres.stop()
    await postgres.start()
  })
  afterAll(async () => {
    await postgres.remove()
    bucket.close()
  })

  async function type(file: string, ...args: string[]) {
    const began = Date.now()
    const run = runServer({ env, command: [process.execPath, join(root, 'server', 'commands', file), ...args] })
    const code = await run.ended()
    return { code, said: run.said(), ms: Date.now() - began }
  }

  test('backups go to both, are found whole there, and tell nobody anything', async () => {
    await postgres.query(`insert into leads (first_name, last_name, email) values ('ann', '${canary}', 'ann@clinic.example')`)
    const full = await type('backup.ts')
    expect([full.code, full.said]).toEqual([0, expect.stringContaining(`(full) stands in ${bucket.url}`)])
    const check = await type('backup.ts', '--check')
    expect([check.code, check.said]).toEqual([0, expect.stringContaining(`${bucket.url}: 1 backups, whole`)])
    expect(bucket.refusals).toEqual([])
    expect([...bucket.files.keys()].some((name) => name.startsWith('north gate/pgbackrest/backup/healthcrm/'))).toBe(true)
    expect([...bucket.files.values()].some((file) => file.includes(canary))).toBe(false)
    tell(`pgBackRest, a folder and a bucket: full ${full.ms} ms, check and verify ${check.ms} ms`)
  })

  test('when the folder is lost, everything comes back from the bucket', async () => {
    await postgres.query("insert into leads (first_name, last_name, email) values ('bob', 'Late', 'bob@clinic.example')")
    expect(await type('backup.ts')).toMatchObject({ code: 0 })
    rmSync(join(env.BACKUP_DIR ?? '', 'pgbackrest'), { recursive: true })
    const home = mkdtempSync(join(tmpdir(), 'healthcrm-copy-'))
    const restored = await type('restore.ts', '--to', 'latest', '--into', home, '--yes')
    rmSync(home, { recursive: true })
    expect([restored.code, restored.said]).toEqual([0, expect.stringContaining(`from ${bucket.url}`)])
    expect(restored.said).toContain('2 leads')
    tell(`pgBackRest: from a bucket in ${restored.ms} ms`)
  })
})
