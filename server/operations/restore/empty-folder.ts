import { readdirSync } from 'node:fs'
import { StartError } from '../../start-error.ts'

/** What stands in a folder may be a database, that of the clinic too, and a server may run on it: nothing is ever restored over it. */
export function requireEmpty(folder: string): void {
  if (namesIn(folder).length) throw new StartError(`${folder} is not empty: name a folder that is empty or not there.`)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new StartError(`${folder} is no folder that can be read.`)
  }
}
