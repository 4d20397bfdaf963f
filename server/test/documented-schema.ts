/** The documentation's tables, to compare a database with. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Item, readCatalog } from '../db/catalog.ts'
import { connectOwner } from '../db/owner.ts'

export const documentedTables = ['users', 'leads', 'contacts', 'tasks', 'appointments', 'activity_logs']
/** What may be added around the documented tables. */
export const around = ['index', 'trigger', 'policy', 'grant']

/** The SQL of the documentation; it makes the type of a column after the table that has it. */
export function documentedStatements(): string[] {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'spec', 'database-schema.md'), 'utf8')
  const blocks = [...text.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, block = '']) => block)
  const statements = blocks
    .join('\n')
    .replace(/--.*$/gm, '')
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean)
  const isType = (statement: string) => statement.startsWith('CREATE TYPE')
  return [...statements.filter(isType), ...statements.filter((statement) => !isType(statement))]
}

export async function catalogAt(url: string): Promise<Item[]> {
  const owner = await connectOwner(url)
  try {
    return await readCatalog(owner)
  } finally {
    await owner.end()
  }
}

const tableOf = ({ kind, name }: Item) => (kind === 'sequence' ? name.replace(/_id_seq$/, '') : (/^[a-z_]+/.exec(name)?.[0] ?? ''))
export const ofDocumented = (catalog: Item[]) =>
  catalog.filter((item) => documentedTables.includes(tableOf(item)) || item.name === 'lead_source')
export const isDefinition = ({ kind }: Item) => !around.includes(kind) && kind !== 'table'
