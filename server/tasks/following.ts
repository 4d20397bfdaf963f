/** Recurring tasks among many whose status changes at once. */
import { type TaskStatus, taskStatuses } from '../../shared/values.ts'
import type { Actor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { followStatus } from './series.ts'
import { findTask } from './storage.ts'

const statusIn = (value: unknown): TaskStatus | undefined => taskStatuses.find((status) => status === value)

/** The next occurrence of each comes or goes, as if it had been changed alone; `status` is what it had before. */
export async function followStatuses(
  db: Tx,
  act: { actor: Actor; now: Date },
  changed: readonly { id: number; status: unknown }[],
  to: unknown,
): Promise<void> {
  const after = statusIn(to)
  for (const { id, status } of changed) {
    const before = statusIn(status)
    const standing = await findTask(db, id)
    if (after && before && standing) await followStatus(db, act, { ...standing.task, status: before }, after)
  }
}
