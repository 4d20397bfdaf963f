import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { build } from '../../test/build.ts'
import { counts, tell } from '../../test/counts.ts'
import { folderStore } from '../stores/folder-store.ts'
import { readAnchor, writeAnchor } from './anchor.ts'
import { anchorKeyOf } from './anchor-key.ts'
import { type Seal, sealOf } from './chain.ts'
import { sealTrails } from './seal-trails.ts'
import { lastSeal, rowsOf } from './seals-storage.ts'
import { openSettling } from './settled.ts'
import type { Trail } from './trails.ts'
import { verifyTrails } from './verify.ts'

let clinic: TestApp
let owner: pg.Client
let folder: string
beforeAll(async () => {
  clinic = await testApp()
  folder = await mkdtemp(join(tmpdir(), 'healthcrm-seals-'))
})
afterAll(async () => {
  await clinic.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  owner = await connect()
})
afterEach(() => owner.end())

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: clinic.database.ownerUrl, options: '-c timezone=UTC' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const ofThe = { anchors: [], archives: async () => [] }
const verdict = async () => (await verifyTrails(owner, ofThe)).fault
const seal = async () => sealTrails(owner, openSettling())

async function write(rows: number): Promise<number[]> {
  const made = await owner.query<{ id: number }>(
    `insert into activity_logs (entity_type, entity_id, action, details, created_at)
     select 'lead', n, 'updated', json_build_object('n', n, 'text', E'a "b"\\n\\u00e9')::text, now() - n * interval '1 minute'
     from generate_series(1, $1) n returning id`,
    [rows],
  )
  return made.rows.map(({ id }) => id)
}

/** In a transaction that is taken back, so that each trick meets an honest trail. */
async function tampering(trick: (ids: number[]) => Promise<unknown>, look = verdict): Promise<string | undefined> {
  const ids = await write(20)
  await seal()
  expect(await verdict()).toBeUndefined()
  await owner.query('begin')
  try {
    await trick(ids)
    return await look()
  } finally {
    await owner.query('rollback')
  }
}

describe('a superuser who tampers is found, and the first bad row is named (F5)', () => {
  test('a changed field', async () => {
    let changed = 0
    const found = await tampering((ids) => {
      changed = ids[7] ?? 0
      return owner.query(`update activity_logs set user_id = $2 where id = $1`, [changed, clinic.people.admin.id])
    })
    expect(found).toBe(`activity_logs: row ${changed} was changed`)
  })

  test('a deleted row', async () => {
    let gone = 0
    const found = await tampering((ids) => {
      gone = ids[3] ?? 0
      return owner.query('delete from activity_logs where id = any($1)', [ids.slice(3, 5)])
    })
    expect(found).toBe(`activity_logs: row ${gone} is missing`)
  })

  test('two rows that changed places', async () => {
    let first = 0
    const found = await tampering(async ([, a = 0, b = 0]) => {
      first = a
      await owner.query('update activity_logs set id = -1 where id = $1', [a])
      await owner.query('update activity_logs set id = $1 where id = $2', [a, b])
      await owner.query('update activity_logs set id = $1 where id = -1', [b])
    })
    expect(found).toBe(`activity_logs: row ${first} was changed`)
  })

  test('a cut tail', async () => {
    let first = 0
    const found = await tampering((ids) => {
      first = ids[15] ?? 0
      return owner.query('delete from activity_logs where id >= $1', [first])
    })
    expect(found).toBe(`activity_logs: row ${first} is missing`)
  })

  test('a row that was slipped in where an id had been given out in vain', async () => {
    const [taken] = await clinic.sql<{ id: string }>(`select nextval('activity_logs_id_seq') as id`)
    const found = await tampering(() =>
      owner.query(`insert into activity_logs (id, entity_type, entity_id, action) values ($1, 'lead', 1, 'updated')`, [taken?.id]),
    )
    expect(found).toMatch(new RegExp(`^activity_logs: row ${taken?.id} was added behind seal \\d+$`))
  })

  test('a look that was changed, and what an export took along', async () => {
    const lead = await build.lead(clinic)
    await clinic.sql(
      `insert into access_log (user_id, via, route, status, entity_type, entity_ids, request_id) values ($1, 'session', 'GET /leads/:id', 200, 'lead', $2, 'r')`,
      [clinic.people.sdr.id, [lead]],
    )
    await clinic.sql(`insert into exported_records (activity_id, entity_type, entity_ids) values (1, 'lead', $1)`, [[lead]])
    expect(await tampering(() => owner.query(`update access_log set entity_ids = '{}' where $1 = any(entity_ids)`, [lead]))).toMatch(
      /^access_log: row \d+ was changed$/,
    )
    expect(await tampering(() => owner.query('delete from exported_records'))).toMatch(/^exported_records: row \d+ is missing$/)
  })

  test('a seal that was changed, and one that was taken out', async () => {
    await tampering(async () => undefined)
    const { id = 0 } = (await lastSeal(owner)) ?? {}
    expect(await tampering(() => owner.query('update audit_seals set rows = rows + 1 where id = $1', [id]))).toBe(
      `Seal ${id} was changed, or does not follow seal ${id - 1}`,
    )
    expect(await tampering(() => owner.query('delete from audit_seals where id = $1', [id]))).toBe(
      `Seal ${id} is missing: the chain goes on with seal ${id + 1}`,
    )
  })

  test('a cut tail with a rewritten head: by the anchor outside alone', async () => {
    const key = anchorKeyOf(folder)
    const store = folderStore(join(folder, 'backups'))
    const anchored = async () => {
      const anchor = await readAnchor(store, key)
      return (await verifyTrails(owner, { ...ofThe, anchors: anchor ? [{ place: 'there', anchor }] : [] })).fault
    }
    let head: Seal | undefined
    const trick = async (ids: number[]) => {
      head = await lastSeal(owner)
      if (!head) throw new Error('Nothing was sealed')
      await writeAnchor(store, key, head, new Date())
      await owner.query('delete from activity_logs where id >= $1', [ids[10]])
      await forgeAgain(head)
    }
    // Without the anchor the forged chain stands.
    expect(await tampering(trick)).toBeUndefined()
    expect(await tampering(trick, anchored)).toMatch(`The chain was written anew: seal ${head?.id} is not the one anchored in there`)
    const cut = async (ids: number[]) => {
      await trick(ids)
      await owner.query('delete from audit_seals where id = $1', [head?.id])
    }
    expect(await tampering(cut, anchored)).toMatch(`The chain is cut: seal ${head?.id}, anchored in there`)
  })
})

/** The last seal, made anew over what is left: as somebody would who owns the database. */
async function forgeAgain(head: Seal): Promise<void> {
  const rows = await rowsOf(owner, head.trail, { afterId: head.afterId, toId: head.toId, limit: 10_000 })
  const { rows: before } = await owner.query<{ id: number; hash: Buffer }>('select id, hash from audit_seals where id = $1', [head.id - 1])
  const forged = sealOf({ ...head, previous: before[0] }, rows)
  await owner.query('update audit_seals set rows = $2, marks = $3, rows_hash = $4, hash = $5 where id = $1', [
    head.id,
    forged.rows,
    forged.marks,
    forged.rowsHash,
    forged.hash,
  ])
}

test('a row that is committed late, with a lower id than others, is sealed with them', async () => {
  const late = await connect()
  await late.query('begin')
  const { rows } = await late.query<{ id: number }>(
    `insert into activity_logs (entity_type, entity_id, action) values ('lead', 1, 'late') returning id`,
  )
  const [after = 0] = await write(1)
  expect(after).toBeGreaterThan(rows[0]?.id ?? 0)
  const settling = openSettling(300)
  const sealedTo = async (trail: Trail = 'activity') => {
    const client = await connect()
    await sealTrails(client, settling)
    await client.end()
    const [row] = await clinic.sql<{ to: string }>('select max(to_id) as to from audit_seals where trail = $1', [trail])
    return Number(row?.to ?? 0)
  }
  expect(await sealedTo()).toBeLessThan(rows[0]?.id ?? 0)
  await late.query('commit')
  await late.end()
  expect(await sealedTo()).toBeGreaterThanOrEqual(after)
  expect(await verdict()).toBeUndefined()
})

test('two who seal at once make one chain', async () => {
  await write(500)
  const clients = await Promise.all([connect(), connect(), connect()])
  await Promise.all(clients.map((client) => sealTrails(client, openSettling())))
  for (const client of clients) await client.end()
  expect(await verdict()).toBeUndefined()
})

test('no role of the app can change, remove or empty the seals (F4)', async () => {
  for (const role of ['sdr', 'coach', 'admin', 'patient', 'system']) {
    for (const attempt of [
      'update audit_seals set rows = 0',
      'delete from audit_seals',
      'truncate audit_seals',
      'delete from exported_records',
      'delete from trail_archives',
      'insert into trail_archives default values',
      'select forget_archived(1, 1, 1)',
    ]) {
      await owner.query(`begin; set local role ${role}`)
      const refused = await owner.query(attempt).then(
        () => undefined,
        (error: { code: string }) => error.code,
      )
      await owner.query('rollback')
      expect([role, attempt, refused]).toEqual([role, attempt, '42501'])
    }
  }
})

test('many events are verified in little time (F6)', async () => {
  const many = counts(20_000, 1_000_000)
  await clinic.sql(
    `insert into access_log (user_id, via, route, status, entity_type, entity_ids, address, request_id)
     select $1, 'session', 'GET /leads/:id', 200, 'lead', array[n], '127.0.0.1', gen_random_uuid()::text from generate_series(1, $2::int) n`,
    [clinic.people.sdr.id, many],
  )
  const sealing = performance.now()
  await seal()
  const verifying = performance.now()
  const { rows, fault } = await verifyTrails(owner, ofThe)
  const ended = performance.now()
  tell(`Seals: ${rows} events sealed in ${Math.round(verifying - sealing)} ms, verified in ${Math.round(ended - verifying)} ms`)
  expect(fault).toBeUndefined()
  expect(rows).toBeGreaterThanOrEqual(many)
  expect(ended - verifying).toBeLessThan(120_000)
})
