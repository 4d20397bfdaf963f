import { setTimeout as sleep } from 'node:timers/promises'
import { clearLeftovers, type Places } from './leftovers.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

/** Whoever made room on a full disk does not wait long. */
const longestPauseMs = 2_000

type Wanted = Parameters<typeof startServerProcess>[0] & Places

/** Keeps PostgreSQL running until it is told to stop: when it dies, it is started again, ever more patiently. */
export async function superviseServer(wanted: Wanted): Promise<{ stop(): Promise<void> }> {
  await clearLeftovers(wanted)
  const watch = { server: await startServerProcess(wanted), stopping: new AbortController() }
  const watching = keepRunning(wanted, watch)
  return {
    async stop() {
      watch.stopping.abort()
      await watch.server.stop()
      await watching
    },
  }
}

async function keepRunning(wanted: Wanted, watch: { server: ServerProcess; stopping: AbortController }): Promise<void> {
  const { signal } = watch.stopping
  await watch.server.ended
  while (!signal.aborted) {
    wanted.log.error('The database stopped by itself; starting it again')
    watch.server = await startAgain(wanted, watch)
    if (signal.aborted) return watch.server.stop()
    wanted.log.info('The database runs again')
    await watch.server.ended
  }
}

/** Tries until it succeeds: what stands in the way, such as a full disk, may be mended meanwhile. */
async function startAgain(wanted: Wanted, watch: { server: ServerProcess; stopping: AbortController }): Promise<ServerProcess> {
  for (let pause = 100; !watch.stopping.signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      await clearLeftovers(wanted)
      return await startServerProcess(wanted)
    } catch (error) {
      wanted.log.error(error instanceof Error ? error.message : String(error))
      await sleep(pause, undefined, { signal: watch.stopping.signal }).catch(() => undefined)
    }
  }
  return watch.server
}
