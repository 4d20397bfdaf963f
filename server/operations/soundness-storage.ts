/** Is a restored database sound? Asked as its owner. */
import type pg from 'pg'
import { withOwner } from './owner-storage.ts'

export interface Soundness {
  /** Rows of the six documented tables. */
  rows: Record<string, number>
  /** Indexes whose structure and order were checked. */
  indexes: number
  foreignKeys: number
  /** What is wrong, in words; empty if nothing is. */
  faults: string[]
  /** The newest entry of the trail. */
  newest: string | undefined
}

const documented = ['users', 'leads', 'contacts', 'tasks', 'appointments', 'activity_logs']

export async function checkSoundness(ownerUrl: string): Promise<Soundness> {
  return withOwner(ownerUrl, async (client) => {
    const rows: Record<string, number> = {}
    for (const table of documented) rows[table] = await count(client, table)
    const indexes = await checkIndexes(client)
    const keys = await checkForeignKeys(client)
    const { rows: newest } = await client.query<{ at: string | null }>(
      `select to_char(max(created_at), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from activity_logs`,
    )
    return {
      rows,
      indexes: indexes.checked,
      foreignKeys: keys.checked,
      faults: [...indexes.faults, ...keys.faults],
      newest: newest[0]?.at ?? undefined,
    }
  })
}

async function count(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${table}`)
  return rows[0]?.count ?? 0
}

interface Checked {
  checked: number
  faults: string[]
}

/** amcheck: the order within each B-tree, and that every row of its table is in it. */
async function checkIndexes(client: pg.Client): Promise<Checked> {
  await client.query('create extension if not exists amcheck')
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
     where m.amname = 'btree' and c.relkind = 'i' and i.indisvalid and c.relpersistence = 'p' and c.relnamespace <> 'pg_toast'::regnamespace`,
  )
  const faults: string[] = []
  for (const { name } of rows) {
    await client.query('select bt_index_check($1::regclass, heapallindexed => true)', [name]).catch((error: Error) => {
      faults.push(`index ${name}: ${error.message}`)
    })
  }
  return { checked: rows.length, faults }
}

/** Every reference leads somewhere. Keys of one column, as all of ours are. */
async function checkForeignKeys(client: pg.Client): Promise<Checked> {
  const { rows } = await client.query<{ name: string; child: string; parent: string; column: string; referred: string }>(
    `select c.conname as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
       quote_ident(a.attname) as column, quote_ident(f.attname) as referred
     from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
     where c.contype = 'f' and cardinality(c.conkey) = 1 and c.connamespace = 'public'::regnamespace`,
  )
  const faults: string[] = []
  for (const { name, child, parent, column, referred } of rows) {
    const { rows: lost } = await client.query<{ count: number }>(
      `select count(*)::int as count from ${child} c where c.${column} is not null
       and not exists (select from ${parent} p where p.${referred} = c.${column})`,
    )
    if (lost[0]?.count) faults.push(`${lost[0].count} rows of ${child} refer to nothing (${name})`)
  }
  return { checked: rows.length, faults }
}
