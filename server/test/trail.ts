/** What tests read again and again: the trail of a record, the fields a refusal names. */
import type { Answer, TestApp } from './app.ts'

export interface Entry {
  action: string
  details: Record<string, unknown> | null
  userId: number | null
}

/** Entries about a record, oldest first. */
export async function trailOf(clinic: TestApp, entityType: string, entityId: unknown): Promise<Entry[]> {
  return clinic.sql<Entry & Record<string, unknown>>(
    `select action, details::jsonb as details, user_id as "userId" from activity_logs
     where entity_type = $1 and entity_id = $2 order by id`,
    [entityType, entityId],
  )
}

export const actionsOf = async (clinic: TestApp, entityType: string, entityId: unknown) =>
  (await trailOf(clinic, entityType, entityId)).map(({ action }) => action)

/** The fields that a 400 names. */
export const badFields = ({ body }: Answer): string[] =>
  (body.errors as { path: string }[] | undefined)?.map(({ path }) => path).sort() ?? []

/** `Promise.all` of so many at once. */
export const atOnce = <T>(times: number, act: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => act(index)))

export const statusesOf = (answers: { status: number }[]) => answers.map(({ status }) => status).sort((a, b) => a - b)
