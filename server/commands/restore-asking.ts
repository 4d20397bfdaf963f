/** What every restore asks and tells. */
import { createInterface } from 'node:readline/promises'
import { type AskedTime, readAskedTime } from '../operations/restore/asked-time.ts'
import type { RestoreOutcome } from '../operations/restore/restore.ts'
import { CommandError, complain, say } from './command.ts'

/** A moment that has not come yet is a slip of the hand: data would be replaced by what it is now. */
export function askedMoment(text: string, timeZone: string): AskedTime {
  const to = readAskedTime(text, timeZone)
  if (to !== 'latest' && to.getTime() > Date.now())
    throw new CommandError(`--to "${text}" has not come yet: name a moment of the past, or latest.`)
  return to
}

/** Of a copy beside the data. */
export function requireSound(faults: string[]): void {
  if (faults.length) throw new CommandError('The restored copy is not sound.')
}

export async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new CommandError('Nobody is here to ask: add --yes if you are sure.')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question('Go on? (yes/no) ')
  terminal.close()
  return answer.trim().toLowerCase() === 'yes'
}

/** Of a restore in the place of the present data, begun at `began` (milliseconds of the epoch). */
export function tellOutcome({ rows, faults, newest, aside }: RestoreOutcome, began: number): void {
  tellRows(rows, faults)
  if (faults.length) throw new CommandError('The restored copy is not sound, so the present data was left as it is.')
  say(`Restored in ${Math.round((Date.now() - began) / 1000)} s; the newest entry is of ${newest ?? 'never'}.`)
  if (aside) say(`The data of before is in ${aside}: remove it when you no longer want it.`)
}

export function tellRows(rows: Record<string, number>, faults: string[]): void {
  say(
    Object.entries(rows)
      .map(([table, count]) => `${count} ${table.replace('_', ' ')}`)
      .join(', '),
  )
  for (const fault of faults) complain(fault)
}
