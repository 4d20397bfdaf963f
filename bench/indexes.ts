/** `npm run db:indexes [-- --rows 100000]`: which named query uses which index, by EXPLAIN on a large clinic, and which none does. */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { buildApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { openDatabase } from '../server/db/open.ts'
import { appLogin } from '../server/db/roles.ts'
import type { PlanNode } from '../server/fleet/plans-storage.ts'
import { type Clinic, openClinic } from './clinic.ts'
import { requests, statements } from './index-queries.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' }, keep: { type: 'boolean', default: false } } })
const say = (line: string) => void process.stderr.write(`${line}\n`)
const clinic = await openClinic({ rows: Number(values.rows), data: values.keep ? 'kept' : 'thrown away', say })
/** Of what cannot be planned. */
const emptyPlan: PlanNode = { 'Node Type': 'none', 'Plan Rows': 0 }
const telling = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_level': 'notice',
  'auto_explain.log_format': 'json',
  'auto_explain.log_nested_statements': 'on',
}
const uses = new Map<string, Set<string>>()
try {
  const owner = new pg.Client({ connectionString: clinic.ownerUrl, options: '-c timezone=UTC' })
  owner.on('error', () => undefined)
  await owner.connect()
  await askEach(clinic, owner)
  for (const { name, text } of statements) {
    await explained(owner, text).then(
      (plan) => noteIn(plan, name),
      (error: Error) => say(`${name}: ${error.message}`),
    )
  }
  await followReferences(owner)
  process.stdout.write(await report(owner))
  await owner.end()
} finally {
  await clinic.close()
}

/** Each request through the real app; PostgreSQL sends along the plan of each statement that it ran for it. */
async function askEach({ ownerUrl, dataDir, tokens }: Clinic, owner: pg.Client): Promise<void> {
  for (const [setting, value] of Object.entries(telling)) await owner.query(`alter role ${appLogin} set ${setting} = '${value}'`)
  const database = await openDatabase({ ownerUrl, dataDir, pooler: 'none' })
  const config = { ...readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test' }), sessionSecret: 'kept for as long as the report is made' }
  const app = await buildApp({ config, database, log: false })
  let asking = ''
  const heard = new WeakSet<pg.PoolClient>()
  database.pool.on('acquire', (client) => {
    if (heard.has(client)) return
    heard.add(client)
    client.on('notice', ({ message }) => noteIn(planIn(message ?? ''), asking))
  })
  for (const { name, path, who = 'seller' } of requests) {
    asking = name
    const { statusCode } = await app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${tokens[who]}` } })
    if (statusCode !== 200) say(`${name} answers ${statusCode}`)
  }
  await app.close()
  await database.close()
  for (const setting of Object.keys(telling)) await owner.query(`alter role ${appLogin} reset ${setting}`)
}

/** `duration: 0.2 ms  plan:` and the plan. */
function planIn(message: string): PlanNode {
  const text = /plan:\s*(\{[\s\S]*\})/.exec(message)?.[1]
  return text ? (JSON.parse(text) as { Plan: PlanNode }).Plan : emptyPlan
}

async function explained(owner: pg.Client, text: string): Promise<PlanNode> {
  const { rows } = await owner.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (format json) ${text}`)
  const plan = rows[0]?.['QUERY PLAN'][0].Plan
  if (!plan) throw new Error(`${text} has no plan`)
  return plan
}

function noteIn(node: PlanNode & { 'Index Name'?: string }, name: string): void {
  const index = node['Index Name']
  if (index) uses.set(index, (uses.get(index) ?? new Set()).add(name))
  for (const child of node.Plans ?? []) noteIn(child, name)
}

/** What PostgreSQL itself asks when a row is deleted that others may refer to. Small tables are read whole: not here. */
async function followReferences(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ child: string; column: string; parent: string }>(
    `select c.conrelid::regclass::text as child, quote_ident(a.attname) as column, c.confrelid::regclass::text as parent
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.connamespace = 'public'::regnamespace`,
  )
  await owner.query('set enable_seqscan = off')
  for (const { child, column, parent } of rows) {
    noteIn(await explained(owner, `select 1 from only ${child} where ${column} = 40`).catch(() => emptyPlan), `deleting from ${parent}`)
  }
  await owner.query('reset enable_seqscan')
}

async function report(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ name: string; table: string; rows: number; constraint: boolean }>(
    `select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as table, greatest(t.reltuples, 0)::float8 as rows,
       i.indisunique or i.indisexclusion as constraint from pg_index i join pg_class t on t.oid = i.indrelid where t.relnamespace = 'public'::regnamespace
       and t.relkind = 'r' order by t.reltuples desc, 2, 1`,
  )
  const used = rows.filter(({ name }) => uses.has(name))
  const unused = rows.filter(({ name, constraint }) => !uses.has(name) && !constraint)
  const line = ({ name, table, rows: count }: (typeof rows)[number], what: string) =>
    `| \`${name}\` | ${table} (${Math.round(count).toLocaleString('en')}) | ${what} |\n`
  const wordsFor = (name: string) => {
    const all = [...(uses.get(name) ?? [])]
    return all.length > 4 ? `${all.slice(0, 4).join('; ')}; and ${all.length - 4} more` : all.join('; ')
  }
  return `# Which query uses which index

Made by \`npm run db:indexes -- --rows ${values.rows}\` on a clinic of ${Number(values.rows).toLocaleString('en')} leads: the plan of every statement
that a request ran, also within functions; what runs behind the requests; and what PostgreSQL asks when a row is deleted that others may refer to.

| Index | Table (rows) | Used by |
|---|---|---|
${used.map((index) => line(index, wordsFor(index.name))).join('')}
## Used by none of them

Unique and excluding ones apart, which are rules. A table without rows here is one that the large clinic does not fill. A documented index stays all the same.

| Index | Table (rows) | |
|---|---|---|
${unused.map((index) => line(index, index.rows < 1000 ? 'the table is small or empty here' : '')).join('')}`
}
