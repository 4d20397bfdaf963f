/**
 * Whoever holds a connection and waits for another one of the same pool waits until somebody gives one back. When all are
 * held by such, nobody does: everything stands still until their patience ends. Tests forbid it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

interface Hold {
  pool: object
  isOver: boolean
}
let watch: AsyncLocalStorage<Hold> | undefined
let tell = (_fault: string) => {}

/** What each of these faults begins with. */
export const misuse = 'A connection is misused: '
const nested = `${misuse}a transaction asks for a second connection, do all of it in one`
const heldMeanwhile = `${misuse}it is held while a file is waited for, give it back first`

/** From now on a transaction that asks for a second connection, or waits for a file, fails; `onFault` hears of it first. */
export function forbidNesting(onFault = tell): void {
  watch ??= new AsyncLocalStorage()
  tell = onFault
}

export function requireNoHold(pool: object): void {
  const hold = watch?.getStore()
  if (!hold || hold.isOver || hold.pool !== pool) return
  tell(nested)
  throw new Error(nested)
}

/** While `work` runs its connection of this pool is held. */
export async function holding<T>(pool: object, work: () => Promise<T>): Promise<T> {
  if (!watch) return work()
  const hold = { pool, isOver: false }
  try {
    return await watch.run(hold, work)
  } finally {
    hold.isOver = true
  }
}

/** What may take long and needs no database is not done while a connection is held. */
export function requireFreeHands(): void {
  const hold = watch?.getStore()
  if (!hold || hold.isOver) return
  tell(heldMeanwhile)
  throw new Error(heldMeanwhile)
}
