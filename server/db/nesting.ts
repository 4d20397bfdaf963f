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
let tell = () => {}

export const nested = 'A transaction asks for a second connection: do all of it in one'

/** From now on a transaction that asks for a second connection fails; `onNested` hears of it first. */
export function forbidNesting(onNested = tell): void {
  watch ??= new AsyncLocalStorage()
  tell = onNested
}

export function requireNoHold(pool: object): void {
  const hold = watch?.getStore()
  if (!hold || hold.isOver || hold.pool !== pool) return
  tell()
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
