/** For the parts of a person's change that only the product may write: sign-in tables, jobs' own rows. */
import type { Db } from './connection.ts'

/** Runs `work` as `system` inside the actor's transaction, then as the actor again. A failure fails the transaction. */
export async function asProduct<T>(db: Db, work: () => Promise<T>): Promise<T> {
  const { rows } = await db.$client.query<{ actor: string }>("select current_setting('role') as actor, set_config('role', 'system', true)")
  const actor = rows[0]?.actor
  if (!actor || actor === 'none') throw new Error('There is no actor to come back to')
  const result = await work()
  await db.$client.query("select set_config('role', $1, true)", [actor])
  return result
}
