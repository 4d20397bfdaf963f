/** What has been started and how each of it ends, the latest first. */
export type Closing = {
  /** Throws Stopped if the stop has begun meanwhile, after closing what was just started. */
  add(close: () => Promise<void> | void): Promise<void>
  /** Ends everything, once; those who ask again wait for the same end. Throws what failed after trying all. */
  closeAll(): Promise<void>
}

/** The start was interrupted by a stop. */
export class Stopped extends Error {
  override name = 'Stopped'
}

export function newClosing(): Closing {
  const closers: (() => Promise<void> | void)[] = []
  let closing: Promise<void> | undefined
  return {
    async add(close) {
      if (closing) {
        await close()
        throw new Stopped()
      }
      closers.push(close)
    },
    closeAll() {
      closing ??= closeEach(closers)
      return closing
    },
  }
}

async function closeEach(closers: (() => Promise<void> | void)[]): Promise<void> {
  const failures: unknown[] = []
  for (const close of closers.toReversed()) {
    try {
      await close()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything stopped in order')
}
