import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { newBackupKey, readBackupKey } from '../seal/backup-key.ts'
import { adviceElsewhere } from './advice.ts'
import { dueIn } from './backing-up.ts'
import { configurationText } from './configuration.ts'
import { findExternal } from './finding.ts'

const server = { dataDir: '/pg', socketDir: '/run', port: 5433, account: 'postgres' }
const bucket = { BACKUP_COPY_URL: 'https://s3.example.org:9000/clinic/crm', BACKUP_COPY_KEY_ID: 'id', BACKUP_COPY_SECRET: 'hidden-secret' }

test('only the data directory of the very database is believed to be its own', () => {
  const home = mkdtempSync(join(tmpdir(), 'healthcrm-found-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  expect(findExternal({ databaseDataDir: undefined })).toEqual({ missing: 'unset' })
  expect(findExternal({ databaseDataDir: join(home, 'away') })).toEqual({ missing: 'not_here' })
  expect(findExternal({ databaseDataDir: home })).toEqual({ missing: 'not_here' })
  mkdirSync(join(home, 'global'))
  const control = Buffer.alloc(8)
  control.writeBigUInt64LE(7711178156646563811n)
  writeFileSync(join(home, 'global', 'pg_control'), control)
  expect(findExternal({ databaseDataDir: home }, '7711178156646563812')).toEqual({ missing: 'another' })
})

test('the configuration has both places sealed with the backup key; what is shown on a page has no secret', () => {
  const key = newBackupKey()
  const config = readConfig({ DATA_DIR: '/data', BACKUP_DIR: '/mnt/one', ...bucket, NODE_ENV: 'test' })
  const text = configurationText({ config, server, key: readBackupKey(key.toLowerCase()) })
  for (const line of [
    'repo1-path=/mnt/one/pgbackrest',
    `repo1-cipher-pass=${key}`,
    'repo2-s3-endpoint=s3.example.org',
    'repo2-storage-port=9000',
    'repo2-s3-bucket=clinic',
    'repo2-path=/crm/pgbackrest',
    `repo2-cipher-pass=${key}`,
    'repo2-s3-key-secret=hidden-secret',
    'pg1-port=5433',
  ]) {
    expect(text.split('\n')).toContain(line)
  }
  const shown = JSON.stringify(adviceElsewhere(config, { reason: 'unset', version: '16' }))
  expect(shown).toContain('/var/lib/postgresql/16/main')
  for (const secret of [key, 'hidden-secret']) expect(shown).not.toContain(secret)
  const plain = readConfig({ ...bucket, BACKUP_COPY_URL: 'http://s3.example.org/clinic', NODE_ENV: 'test' })
  expect(configurationText({ config: plain, server })).toContain('# pgBackRest reaches a bucket over TLS alone')
  expect(() => configurationText({ config: plain, server, key: readBackupKey(key) })).toThrow('must begin with https://')
})

test('a full backup is due each week and after a restore, and what changed each day', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const taken = (type: 'full' | 'diff', hours: number, timeline = 1) => {
    const at = new Date(now.getTime() - hours * 3_600_000)
    const startSegment = `0000000${timeline}0000000000000002`
    return {
      repository: 1,
      label: 'x',
      type,
      startedAt: at,
      stoppedAt: at,
      startSegment,
      stopSegment: startSegment,
      stopLsn: '0/3000000',
      bytes: 1,
      hasBadPages: false,
    }
  }
  const due = (...backups: ReturnType<typeof taken>[]) => dueIn(backups, { now, timeline: 2 })
  expect(due()).toBe('full')
  expect(due(taken('full', 1))).toBe('full')
  expect(due(taken('full', 1, 2))).toBeUndefined()
  expect(due(taken('full', 25, 2))).toBe('diff')
  expect(due(taken('full', 160, 2), taken('diff', 2, 2))).toBeUndefined()
  expect(due(taken('full', 169, 2), taken('diff', 2, 2))).toBe('full')
})
