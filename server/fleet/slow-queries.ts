/** What the database spends its time on. No values of anybody: they stand as $1, $2 in the texts. */
import type pg from 'pg'
import type { OpenDatabase } from '../db/open.ts'
import { notFound } from '../http/errors.ts'
import { type Hint, hintOf, wholeScans } from './hints.ts'
import { visitAsOwner } from './owner-storage.ts'
import { type Planned, planOf } from './plans-storage.ts'
import { type Collected, findStatements, findTableFacts, type Sort } from './storage.ts'

export const slowQueries = ({ ownerUrl }: OpenDatabase, ask: { sort: Sort; limit: number }) =>
  visitAsOwner(ownerUrl, async (owner) => {
    const { state, since, statements } = await findStatements(owner, ask)
    const data = []
    for (const each of statements) data.push(await shown(owner, each))
    return { state, since, data }
  })

async function shown(owner: pg.Client, statement: Collected) {
  const { role: _, text, ...figures } = statement
  return { ...figures, text: withoutValues(text), hints: await keptHints(owner, statement) }
}

const keptMs = 60_000
const mostKept = 200
const kept = new Map<string, { until: number; hints: Hint[] }>()

/** Planning twenty statements costs more than listing them; who looks again sees the hints of the last minute. */
async function keptHints(owner: pg.Client, statement: Collected): Promise<Hint[]> {
  const key = `${owner.database} ${statement.id}`
  const known = kept.get(key)
  if (known && known.until > performance.now()) return known.hints
  const hints = await hintsOf(owner, await planOf(owner, statement))
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, { until: performance.now() + keptMs, hints })
  return hints
}

export const queryPlan = ({ ownerUrl }: OpenDatabase, id: string) =>
  visitAsOwner(ownerUrl, async (owner) => {
    const { statements } = await findStatements(owner, { sort: '-totalMs', limit: 1, id })
    const [statement] = statements
    if (!statement) throw notFound('Statement')
    const planned = await planOf(owner, statement)
    const hasValues = withoutValues(statement.text) !== statement.text
    return {
      text: withoutValues(statement.text),
      plan: planned ? planned.lines.map((line) => (hasValues ? withoutValues(line) : line)) : [],
      hints: await hintsOf(owner, planned),
    }
  })

async function hintsOf(owner: pg.Client, planned: Planned | undefined): Promise<Hint[]> {
  const hints: Hint[] = []
  for (const scan of planned ? wholeScans(planned.root) : []) {
    const hint = hintOf(scan, await findTableFacts(owner, scan.table))
    if (hint && !hints.some(({ table }) => table === hint.table)) hints.push(hint)
  }
  return hints
}

const longest = 6_000

/** PostgreSQL collects texts without values; where it could not, as under pressure, they are hidden here. */
export function withoutValues(text: string): string {
  const masked = text.replace(/'(?:[^']|'')*'/g, "'…'").replace(/\$([A-Za-z_]*)\$.*?\$\1\$/gs, "'…'")
  return masked.length > longest ? `${masked.slice(0, longest)} …` : masked
}
