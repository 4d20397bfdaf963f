/** What every restore asks and tells. */
import { createInterface } from 'node:readline/promises'
import { CommandError, complain, say } from './command.ts'

export async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new CommandError('Nobody is here to ask: add --yes if you are sure.')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question('Go on? (yes/no) ')
  terminal.close()
  return answer.trim().toLowerCase() === 'yes'
}

export function tellRows(rows: Record<string, number>, faults: string[]): void {
  say(
    Object.entries(rows)
      .map(([table, count]) => `${count} ${table.replace('_', ' ')}`)
      .join(', '),
  )
  for (const fault of faults) complain(fault)
}
