/** What a database holds, and how two of them differ. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'

export interface Item {
  kind: string
  /** Unique within its kind: `leads.status`, `leads.idx_leads_status`. */
  name: string
  definition: string
}

export interface Difference {
  missing: Item[]
  added: Item[]
  changed: { expected: Item; found: Item }[]
}

const query = readFileSync(join(import.meta.dirname, 'catalog.sql'), 'utf8')

export async function readCatalog(client: pg.ClientBase): Promise<Item[]> {
  const { rows } = await client.query<Item>(query)
  return rows
}

const keyOf = ({ kind, name }: Item) => `${kind} ${name}`

export function compareCatalogs(expected: Item[], found: Item[]): Difference {
  const theirs = new Map(found.map((item) => [keyOf(item), item]))
  const wanted = new Set(expected.map(keyOf))
  const changed = expected.flatMap((item) => {
    const other = theirs.get(keyOf(item))
    return other && other.definition !== item.definition ? [{ expected: item, found: other }] : []
  })
  return {
    missing: expected.filter((item) => !theirs.has(keyOf(item))),
    added: found.filter((item) => !wanted.has(keyOf(item))),
    changed,
  }
}
