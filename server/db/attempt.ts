/** Part of a transaction that may come to nothing. */
import type { Tx } from './connection.ts'

/** What `work` did is undone, and the locks it took are let go, when it answers false; the transaction goes on either way. */
export async function attempt(db: Tx, work: () => Promise<boolean>): Promise<boolean> {
  await db.$client.query('SAVEPOINT attempt')
  const succeeded = await work()
  await db.$client.query(succeeded ? 'RELEASE SAVEPOINT attempt' : 'ROLLBACK TO SAVEPOINT attempt')
  return succeeded
}
