/** What has been started and how each of it ends, the latest first. */
export type Closing = {
  /** Leaves how something that was just started ends. Throws Stopped once `halt` was called. */
  add(close: Close): void
  /** Throws Stopped once `halt` was called. */
  goOn(): void
  /** Lets the start go no further than its next step. */
  halt(): void
  /** Ends everything, once; those who ask again wait for the same end. Throws what failed after trying all. */
  closeAll(): Promise<void>
}

type Close = () => Promise<void> | void

/** The start was interrupted by a stop. */
export class Stopped extends Error {
  override name = 'Stopped'
}

export function newClosing(): Closing {
  const closers: Close[] = []
  let isHalted = false
  let closing: Promise<void> | undefined
  return {
    add(close) {
      closers.push(close)
      this.goOn()
    },
    goOn() {
      if (isHalted) throw new Stopped()
    },
    halt() {
      isHalted = true
    },
    closeAll() {
      closing ??= closeEach(closers)
      return closing
    },
  }
}

async function closeEach(closers: Close[]): Promise<void> {
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
