/** Asks why a status is set that no proof brings, wherever it is set: by the stepper, in the table, on the board. */
import type { QueryClient } from '@tanstack/react-query'
import type { LeadStatus } from '#shared/values'
import { wayQuery } from '../records/way/way.ts'
import { questions } from '../ui/asking.ts'
import type { LeadEdit, SeenLead } from './queries.ts'

export type StatusQuestion = { name: string; status: LeadStatus }

export const statusReasons = questions<StatusQuestion, string | undefined>(undefined)

export const asksWhy = (seen: SeenLead, { status, statusReason }: LeadEdit): boolean =>
  status !== undefined && status !== seen.status && !statusReason

/** The reason, an empty one where the status follows the proofs, or nothing when the person thinks better of it. */
export async function reasonFor(queries: QueryClient, id: number, question: StatusQuestion): Promise<string | undefined> {
  // Whoever cannot be asked for the proofs is asked for the reason.
  const way = await queries.fetchQuery(wayQuery(id)).catch(() => undefined)
  return way?.earned === question.status ? '' : statusReasons.ask(question)
}
