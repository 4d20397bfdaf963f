/** Starts HealthCRM and stops it in order. */
import { pino } from 'pino'
import { ownConfig } from './config.ts'
import { DatabaseUnfit } from './db/migrate.ts'
import { newClosing, Stopped } from './start/closing.ts'
import { stopOnSignals } from './start/signals.ts'
import { start } from './start/start.ts'
import { StartError } from './start-error.ts'

const patienceMs = 28_000

const closing = newClosing()
// Standard output carries the few lines for a person; the log goes beside it.
const logFile = pino.destination({ dest: 2, sync: false })
process.on('exit', () => logFile.flushSync())
stopOnSignals({ gracefully: stop, byForce: () => process.exit(1) })

try {
  const config = ownConfig()
  const isTerminal = process.stderr.isTTY === true
  const log = pino({ level: config.logLevel ?? (isTerminal ? 'warn' : 'info') }, logFile)
  process.on('uncaughtException', (error) => {
    log.fatal(error)
    void fail()
  })
  const { address } = await start({ config, closing, log, say })
  say(`HealthCRM is ready: ${address}`)
} catch (error) {
  await failedToStart(error)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function stop(): Promise<void> {
  setTimeout(() => process.exit(1), patienceMs)
  await closing.closeAll().then(
    () => process.exit(0),
    () => process.exit(1),
  )
}

async function failedToStart(error: unknown): Promise<void> {
  if (error instanceof Stopped) return
  const isForPeople = error instanceof StartError || error instanceof DatabaseUnfit
  process.stderr.write(isForPeople ? `${error.message}\n` : `HealthCRM could not start: ${error instanceof Error ? error.stack : error}\n`)
  await fail()
}

async function fail(): Promise<void> {
  setTimeout(() => process.exit(1), patienceMs)
  await closing.closeAll().catch(() => undefined)
  process.exit(1)
}
