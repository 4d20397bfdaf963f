/** How PostgreSQL would run a collected statement, for whatever values; the statement itself is never run. */
import type pg from 'pg'
import { errorCode } from '../db/sqlstate.ts'

export interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  Filter?: string
  'Plan Rows': number
  Plans?: PlanNode[]
}
export interface Planned {
  lines: string[]
  root: PlanNode
}

const mostCasts = 40

/** Nothing where the text cannot be planned by itself, as with temporary tables. */
export async function planOf(owner: pg.Client, { text, role }: { text: string; role: string }): Promise<Planned | undefined> {
  await owner.query("begin read only; set local statement_timeout = '5s'; set local lock_timeout = '1s'")
  try {
    await takeRole(owner, role)
    const parameters = await prepare(owner, plannable(text))
    await owner.query('set local plan_cache_mode = force_generic_plan')
    const call = `execute collected${parameters ? `(${Array(parameters).fill('null').join(', ')})` : ''}`
    const { rows: lines } = await owner.query<{ 'QUERY PLAN': string }>(`explain ${call}`)
    const { rows: trees } = await owner.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`explain (format json) ${call}`)
    const root = trees[0]?.['QUERY PLAN'][0]?.Plan
    return root && { lines: lines.map((line) => line['QUERY PLAN']), root }
  } catch {
    return undefined
  } finally {
    await owner.query('rollback; deallocate all')
  }
}

/** The plan follows the policies of whoever asked; an owner that may not take their role plans as itself. */
async function takeRole(owner: pg.Client, role: string): Promise<void> {
  await owner.query('savepoint role')
  await owner.query(`set local role ${owner.escapeIdentifier(role)}`).catch(() => owner.query('rollback to savepoint role'))
}

/** `interval '1 day'` was collected as `interval $1`, which is no SQL. */
const plannable = (text: string) =>
  text
    .trim()
    .replace(/;$/, '')
    .replace(/\b(interval|date|timestamptz|timestamp|time)\s+(\$\d+)/gi, '$2::$1')

/** Answers how many values it takes. What has no type of its own is taken as text, as the app sends it. */
async function prepare(owner: pg.Client, given: string): Promise<number> {
  let text = given
  for (let casts = 0; ; casts++) {
    await owner.query('savepoint preparing')
    try {
      // The extended protocol takes one statement and no more.
      await owner.query({ text: `prepare collected as ${text}`, queryMode: 'extended' } as pg.QueryConfig)
      break
    } catch (error) {
      await owner.query('rollback to savepoint preparing')
      const untyped = errorCode(error) === '42P18' && /\$(\d+)/.exec((error as Error).message)?.[1]
      if (!untyped || casts === mostCasts) throw error
      text = text.replace(new RegExp(`\\$${untyped}(?!\\d)`, 'g'), `$$${untyped}::text`)
    }
  }
  const { rows } = await owner.query<{ count: number }>(
    "select cardinality(parameter_types)::int as count from pg_prepared_statements where name = 'collected'",
  )
  return rows[0]?.count ?? 0
}
