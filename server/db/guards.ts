/**
 * The guards: grants, policies, triggers and functions around the tables. They are idempotent and stand once, as they are
 * now; whenever their text changes they are applied again.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { lockTables } from './owner.ts'

const guardsFolder = join(import.meta.dirname, 'guards')

export function guardFiles(): { name: string; text: string }[] {
  const names = readdirSync(guardsFolder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return names.map((name) => ({ name, text: readFileSync(join(guardsFolder, name), 'utf8') }))
}

/** Applies the guards if their text, or the set of tables they guard, has changed since. */
export async function applyGuards(owner: pg.ClientBase, files = guardFiles()): Promise<'applied' | 'unchanged'> {
  const { rows: tables } = await owner.query<{ tables: string }>(
    "SELECT string_agg(relname, ',' ORDER BY relname) AS tables FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
  )
  const hash = createHash('sha256')
    .update(JSON.stringify([files, tables[0]?.tables]))
    .digest('hex')
  await owner.query('CREATE TABLE IF NOT EXISTS drizzle.guards (hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())')
  const { rows } = await owner.query<{ hash: string }>('SELECT hash FROM drizzle.guards')
  if (rows[0]?.hash === hash) return 'unchanged'
  await lockTables(owner)
  for (const { name, text } of files) await applyGuard(owner, name, text)
  await owner.query('DELETE FROM drizzle.guards')
  await owner.query('INSERT INTO drizzle.guards (hash) VALUES ($1)', [hash])
  return 'applied'
}

async function applyGuard(owner: pg.ClientBase, name: string, text: string): Promise<void> {
  try {
    await owner.query(text)
  } catch (error) {
    throw new Error(`Guard ${name} failed`, { cause: error })
  }
}
