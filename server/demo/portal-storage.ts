import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { fileContents, files } from '../../shared/schema/care.ts'
import { signatures } from '../../shared/schema/questionnaires.ts'
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
    select ${clinic}::text as clinic, r.id, r.lead_id as "leadId", r.state, r.revision, r.answers, v.version, v.questionnaire, v.definition, r.completed_at::text as "completedAt"
    from questionnaire_responses r join questionnaire_versions v on v.id = r.version_id where r.state = 'complete' order by r.id`)
  return rows
}

export async function addSignatures(db: Tx, rows: (typeof signatures.$inferInsert)[]): Promise<void> {
  if (rows.length) await db.insert(signatures).values(rows)
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
