/** What an operator sees of a server whose clock is set: its page, and the alarms it tells. */
import { expect } from 'vitest'
import type { ApiReply } from '../../shared/api.ts'
import type { FakeClock } from './fake-clock.ts'
import { signIn } from './sign-in.ts'

interface Seen {
  address: string
  admin: { email: string; password: string }
  clock: FakeClock
}

export function lookOn({ address, admin, clock }: Seen) {
  /** Signs in anew each time: days go by. */
  async function ask(method: string, path: string, given?: object): Promise<Response> {
    const headers = { origin: address, cookie: await signIn(address, admin) }
    if (!given) return fetch(`${address}/api/v1${path}`, { method, headers })
    const typed = { ...headers, 'content-type': 'application/json' }
    return fetch(`${address}/api/v1${path}`, { method, headers: typed, body: JSON.stringify(given) })
  }
  const alarms = async () => ((await (await fetch(`${address}/readyz`)).json()) as { alarms: string[] }).alarms
  const often = { timeout: 300_000, interval: 500 }
  return {
    ask,
    backups: async () => (await (await ask('GET', '/system/backups')).json()) as ApiReply<'GET /system/backups'>,
    /** Waits for an alarm, and answers after how many seconds of the clinic's clock it stood. */
    async untilTold(words: string): Promise<number> {
      const began = clock.now()
      await expect.poll(alarms, often).toContainEqual(expect.stringContaining(words))
      return Math.round((clock.now() - began) / 1000)
    },
    untilOver: (words: string) => expect.poll(alarms, often).not.toContainEqual(expect.stringContaining(words)),
  }
}
