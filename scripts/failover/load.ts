/** People who add leads through the real server and note what it acknowledged. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface Load {
  /** E-mails of acknowledged leads. */
  acknowledged: string[]
  /** When the last one was acknowledged, on the clock of `performance.now`. */
  lastAt(): number
  stop(): Promise<void>
}

const workers = 8

export function startLoad(address: string, cookie: string, name: string): Load {
  const acknowledged: string[] = []
  let lastAt = performance.now()
  const stopped = new AbortController()
  const work = async (worker: number) => {
    for (let turn = 0; !stopped.signal.aborted; turn++) {
      const email = `${name}-${worker}-${turn}@example.com`
      if (!(await add(address, { cookie, email, isStopped: stopped.signal }))) continue
      acknowledged.push(email)
      lastAt = performance.now()
    }
  }
  const working = Array.from({ length: workers }, (_, worker) => work(worker))
  return {
    acknowledged,
    lastAt: () => lastAt,
    stop: async () => {
      stopped.abort()
      await Promise.all(working)
    },
  }
}

/** Again with the same key where the outcome is not known: what was done is not done twice. */
async function add(
  address: string,
  { cookie, email, isStopped }: { cookie: string; email: string; isStopped: AbortSignal },
): Promise<boolean> {
  const headers = { origin: address, cookie, 'content-type': 'application/json', 'idempotency-key': email }
  const body = JSON.stringify({ firstName: 'Ann', lastName: 'Lee', email })
  while (!isStopped.aborted) {
    const answer = await fetch(`${address}/api/v1/leads`, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) }).catch(
      () => undefined,
    )
    await answer?.arrayBuffer().catch(() => undefined)
    if (answer?.status === 201) return true
    await sleep(100)
  }
  return false
}
