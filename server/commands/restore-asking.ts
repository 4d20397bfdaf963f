/** What every restore asks and tells. */
import { createInterface } from 'node:readline/promises'
import type { RestoreOutcome } from '../operations/restore/restore.ts'
import { CommandError, complain, say } from './command.ts'

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
