import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../start-error.ts'
import { holderPid } from './data-lock.ts'

const patienceMs = 35_000

/** Stops the server that runs on a data folder, in order, if one does. */
export async function stopServerOn(dataDir: string, say: (line: string) => void): Promise<void> {
  const pid = holderPid(dataDir)
  if (pid === undefined) return
  say(`Stopping the server (process ${pid}) ...`)
  process.kill(pid, 'SIGTERM')
  const end = Date.now() + patienceMs
  while (holderPid(dataDir) === pid) {
    if (Date.now() > end) throw new StartError(`The server (process ${pid}) does not stop: end it first.`)
    await sleep(50)
  }
}
