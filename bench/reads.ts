/** Reads that are compared with other reads of HealthCRM: deep pages, dashboard counts, search. */
import { writeCursor } from '../server/db/cursor.ts'
import { lastNames } from '../server/demo/words.ts'
import { type Ask, type Measured, runHttpLoad } from './load.ts'
import type { Load } from './loads.ts'
import { asSeller, type Setting } from './rounds.ts'

export interface Reads {
  /** Rows before the deep page. */
  depth: number
  get: Measured[]
  first: Measured[]
  deep: Measured[]
  counts: Measured[]
  search: Measured[]
  /** While a quarter of the connections search, the others change rows. */
  searchAmongChanges: Measured[]
}

export async function runReads(setting: Setting, secret: string, loads: Load[]): Promise<Reads> {
  const { clinic, rounds } = setting
  const depth = Math.min(500_000, Math.floor(clinic.rows * 0.9))
  const get = loads.find(({ name }) => name === 'get')?.ours ?? []
  const patch = loads.find(({ name }) => name === 'PATCH')?.ours ?? []
  const searches = searchesIn()
  const asks = {
    get,
    first: [ask('/leads')],
    deep: [ask(`/leads?cursor=${await cursorAt(setting, secret, depth)}`)],
    counts: [ask('/leads/facets')],
    search: searches,
  }
  const reads: Reads = { depth, get: [], first: [], deep: [], counts: [], search: [], searchAmongChanges: [] }
  for (let round = 1; round <= rounds; round++) {
    for (const name of ['get', 'first', 'deep', 'counts', 'search'] as const) reads[name].push(await run(setting, asks[name]))
    reads.searchAmongChanges.push(await searchAmongChanges(setting, searches, patch))
  }
  return reads
}

const ask = (path: string): Ask => ({ method: 'GET', path })

const run = (setting: Setting, asks: Ask[], connections = setting.connections) =>
  runHttpLoad({ address: setting.ours, asks: asSeller(setting.clinic, asks), connections, seconds: setting.seconds })

/** A signed cursor as page after page would have led to, without the walk. */
async function cursorAt({ clinic }: Setting, secret: string, depth: number): Promise<string> {
  const sort = 'leads -updatedAt'
  const [row] = await clinic.query<{ id: number; value: string }>(
    'select id, updated_at::text as value from leads order by updated_at desc, id desc offset $1 limit 1',
    [depth],
  )
  if (!row) throw new Error(`There are no ${depth} leads`)
  return writeCursor(secret, { sort, value: row.value, id: row.id })
}

/** What people type: a name with the digits of an address, and the last digits of a phone number. */
function searchesIn(): Ask[] {
  return lastNames.flatMap((name, index) => [
    ask(`/search?q=${encodeURIComponent(`${name}${1000 + index * 37}`)}`),
    ask(`/search?q=${String((index * 7919) % 10_000_000).padStart(7, '0')}`),
  ])
}

async function searchAmongChanges(setting: Setting, searches: Ask[], patch: Ask[]): Promise<Measured> {
  const few = Math.max(1, Math.floor(setting.connections / 4))
  const [measured] = await Promise.all([run(setting, searches, few), run(setting, patch, Math.max(1, setting.connections - few))])
  return measured
}
