/** Starts HealthCRM and stops it in order. */
import { pino } from 'pino'
import { ownConfig } from '../config.ts'
import { DatabaseUnfit } from '../db/owner.ts'
import { StartError } from '../start-error.ts'
import { newClosing, Stopped } from './closing.ts'
import { stopOnSignals, stopWithParent } from './signals.ts'
import { start } from './start.ts'

const patienceMs = 28_000

const closing = newClosing()
// Standard output carries the few lines for a person; the log goes beside it.
const logFile = pino.destination({ dest: 2, sync: false })
process.on('exit', () => logFile.flushSync())
stopOnSignals({ gracefully: stop, byForce: () => process.exit(1) })
const starting = run()

async function run(): Promise<void> {
  try {
    const config = ownConfig()
    if (config.isRunByNpm) stopWithParent()
    const isTerminal = process.stderr.isTTY === true
    const log = pino({ level: config.logLevel ?? (isTerminal ? 'warn' : 'info') }, logFile)
    process.on('uncaughtException', (error) => {
      log.fatal(error)
      void end(1)
    })
    const { address, setupLink } = await start({ config, closing, log, say })
    say(`HealthCRM is ready: ${address}`)
    if (setupLink) say(`Set it up here, once: ${setupLink}`)
  } catch (error) {
    if (error instanceof Stopped) return
    tell(error)
    await end(1)
  }
}

async function stop(): Promise<void> {
  closing.halt()
  setTimeout(() => process.exit(1), patienceMs)
  await starting
  await end(0)
}

async function end(code: 0 | 1): Promise<void> {
  setTimeout(() => process.exit(1), patienceMs)
  await closing.closeAll().then(
    () => process.exit(code),
    () => process.exit(1),
  )
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function tell(error: unknown): void {
  const isForPeople = error instanceof StartError || error instanceof DatabaseUnfit
  const lines = error instanceof Error && !isForPeople ? `HealthCRM could not start: ${reasonOf(error).stack}` : String(error)
  process.stderr.write(`${isForPeople ? error.message : lines}\n`)
}

/** Without the statement and its values, with which such an error begins: they may be people's, and they hide the reason. */
function reasonOf(error: Error): Error {
  return error.message.startsWith('Failed query:') && error.cause instanceof Error ? error.cause : error
}
