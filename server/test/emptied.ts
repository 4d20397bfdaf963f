/** Empties tables and what hangs on them; what may never be emptied, the ledger and signatures, goes along in tests alone. */
import type { TestApp } from './app.ts'

const kept = [
  ['payments', 'keep_ledger'],
  ['signatures', 'keep_all_signatures'],
] as const

export async function emptied({ sql }: Pick<TestApp, 'sql'>, ...tables: string[]): Promise<void> {
  const guards = (act: string) => kept.map(([table, trigger]) => `alter table ${table} ${act} trigger ${trigger};`).join(' ')
  await sql(`${guards('disable')} truncate ${tables.join(', ')} cascade; ${guards('enable')}`)
}
