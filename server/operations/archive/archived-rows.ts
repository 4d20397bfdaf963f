/** What moved to files, as the verification walks it. */
import type pg from 'pg'
import type { ArchivedRows } from '../seals/row-source.ts'
import type { Trail } from '../seals/trails.ts'
import { type ArchivePlace, readArchive } from './archive-files.ts'
import { archivesOf } from './archives-storage.ts'

export async function archivedRowsOf(client: pg.ClientBase, place: ArchivePlace, trail: Trail): Promise<ArchivedRows[]> {
  const archives = await archivesOf(client, trail)
  return archives.map((archive) => ({ fromId: archive.fromId, toId: archive.toId, read: () => readArchive(place, archive) }))
}
