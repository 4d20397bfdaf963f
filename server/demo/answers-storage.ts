import { sql } from 'drizzle-orm'
import { questionnaireResponses } from '../../shared/schema/questionnaires.ts'
import type { Tx } from '../db/connection.ts'
import { healthHistory } from '../questionnaires/hhq/hhq.ts'
import type { DemoResponse } from './answers.ts'

/** To the first version, which is there once the product has started on this database; a load before that brings it. */
export async function giveAnswers(db: Tx, responses: readonly DemoResponse[]): Promise<void> {
  await db.execute(sql`insert into questionnaire_versions (questionnaire, version, definition, published_at)
    values ('hhq', 1, ${JSON.stringify(healthHistory)}::jsonb, now()) on conflict (questionnaire, version) do nothing`)
  const { rows } = await db.execute<{ id: number }>(sql`select id from questionnaire_versions where questionnaire = 'hhq' and version = 1`)
  const [version] = rows
  if (!version || responses.length === 0) return
  await db.insert(questionnaireResponses).values(
    responses.map(({ leadId, answers, isComplete, startedAt, savedAt }) => ({
      leadId,
      versionId: version.id,
      answers,
      state: isComplete ? ('complete' as const) : ('draft' as const),
      startedAt,
      savedAt,
      completedAt: isComplete ? savedAt : null,
    })),
  )
}
