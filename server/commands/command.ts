/** What every database command does: read the settings, borrow the database, say what came of it, give it back. */
import { mkdirSync } from 'node:fs'
import { type Config, ownConfig } from '../config.ts'
import { keptPassword } from '../db/open.ts'
import { DatabaseUnfit } from '../db/owner.ts'
import { borrowDatabase } from '../start/borrow-database.ts'
import { StartError } from '../start-error.ts'

export interface Command {
  config: Config
  ownerUrl: string
  /** The database runs for this command alone, not for a server. */
  isAlone: boolean
  /** Of the app's login; nothing when the operator made that login. */
  appPassword: string | undefined
  say(line: string): void
}

/** Something the person at the keyboard has to do otherwise, in one line. */
export class CommandError extends Error {}

export async function runCommand(work: (command: Command) => Promise<void>): Promise<void> {
  await sayingWhy(async () => {
    const config = ownConfig()
    mkdirSync(config.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    const borrowed = await borrowDatabase(config, { info: say, warn: complain, error: complain })
    try {
      const appPassword = config.databaseAppUrl ? undefined : keptPassword(config.dataDir)
      await work({ config, ownerUrl: borrowed.ownerUrl, isAlone: borrowed.isAlone, appPassword, say })
    } finally {
      await borrowed.giveBack()
    }
  })
}

/** Runs what a person asked for at the keyboard; a failure is one line for them, and the exit code 1. */
export async function sayingWhy(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const isForPeople = [StartError, DatabaseUnfit, CommandError].some((kind) => error instanceof kind) || isUnknownOption(error)
    complain(isForPeople && error instanceof Error ? error.message : `It did not work: ${error instanceof Error ? error.stack : error}`)
    process.exitCode = 1
  }
}

/** What `parseArgs` says of an option, it says to the person at the keyboard. */
const isUnknownOption = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS_')

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`)
}
