import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { fileContents, files } from '../../shared/schema/care.ts'
import { questionnaireVersions, signatures } from '../../shared/schema/questionnaires.ts'
import type { Tx } from '../db/connection.ts'
import type { ToBeSigned } from '../signatures/signing.ts'
import type { Rows } from './making.ts'

interface Completed extends ToBeSigned {
  /** As PostgreSQL writes it. */
  completedAt: string
}

/** What was completed, to be signed. */
export async function completeAnswers(db: Tx, clinic: string): Promise<Completed[]> {
  const { rows } = await db.execute<Completed>(sql`
    select ${clinic}::text as clinic, r.id, r.lead_id as "leadId", r.state, r.revision, r.answers, v.version, v.questionnaire, v.id as "versionId", r.completed_at::text as "completedAt"
    from questionnaire_responses r join questionnaire_versions v on v.id = r.version_id where r.state = 'complete' order by r.id`)
  // Once for all who answered it: it is long.
  const versions = await db
    .select({ id: questionnaireVersions.id, definition: questionnaireVersions.definition })
    .from(questionnaireVersions)
  const definitions = new Map(versions.map(({ id, definition }) => [id, definition]))
  return rows.map((row) => ({ ...row, definition: definitions.get(Number(row.versionId)) as never }))
}

export async function addSignatures(db: Tx, rows: (typeof signatures.$inferInsert)[]): Promise<void> {
  // Each is checked against its answers: many in one statement would take longer than a slow machine is waited for.
  for (let from = 0; from < rows.length; from += 20) await db.insert(signatures).values(rows.slice(from, from + 20))
}

export async function addFiles(db: Tx, given: Rows['files']): Promise<void> {
  for (const { text, ...file } of given) {
    const content = Buffer.from(text)
    const digest = createHash('sha256').update(content).digest('hex')
    const id = randomUUID()
    await db.insert(files).values({ ...file, id, mediaType: 'text/plain', bytes: content.length, digest })
    await db.insert(fileContents).values({ fileId: id, content })
  }
}
