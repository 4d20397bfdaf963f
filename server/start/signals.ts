const forceAfterMs = 1000

const parentCheckMs = 500

type Stop = { gracefully: () => Promise<void>; byForce: () => void }

/**
 * A signal, or the end of the program that started us, stops in order; a second signal stops at once. Ctrl-C in a
 * terminal arrives twice, once from the terminal and once from npm, so what follows within a second is the same wish.
 */
export function stopOnSignals({ gracefully, byForce }: Stop): void {
  let askedAt: number | undefined
  const ask = () => {
    if (askedAt === undefined) {
      askedAt = Date.now()
      void gracefully()
    } else if (Date.now() - askedAt > forceAfterMs) byForce()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
  process.once('disconnect', ask)
}

/** npm that is ended without a word (kill -9) leaves us to another parent: then stop as if it had asked. */
export function stopWithParent(): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, parentCheckMs).unref()
}
