/** What is proposed for a file: the decisions for the same columns last time, else a guess. */
import { hash } from 'node:crypto'
import type { FileColumn, ImportKind, ImportSettings } from '#shared/imports'
import { type Actor, readAs, system } from '../db/actor.ts'
import type { OpenDatabase } from '../db/open.ts'
import { guessSettings, guessValues } from './guessing/settings.ts'
import { clinicCountry, findMapping, listStaff } from './storage.ts'

export async function proposeSettings(
  database: OpenDatabase,
  actor: Actor,
  { kind, columns }: { kind: ImportKind; columns: FileColumn[] },
): Promise<ImportSettings> {
  const remembered = await readAs(database, actor, (db) => findMapping(db, kind, headerKeyOf(columns), actor.userId))
  // As the product: a file may name its owners by e-mail, which not every role may read; only ids leave here.
  const { staff, country } = await readAs(database, system, async (db) => ({
    staff: await listStaff(db),
    country: await clinicCountry(db),
  }))
  if (!remembered) return { ...guessSettings(kind, columns, staff), country }
  const unseen = guessValues(remembered.columns, columns, staff).filter(
    (guess) => !remembered.values.some((rule) => rule.field === guess.field && rule.from === guess.from),
  )
  return { ...remembered, values: [...remembered.values, ...unseen] }
}

/** Equal for files with the same columns, in whatever order. */
export function headerKeyOf(columns: FileColumn[]): string {
  const names = columns.map(({ column }) => column).sort()
  return hash('md5', names.join('\x1f'))
}
