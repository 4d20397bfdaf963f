/** Imported before a whole server or a command that a test starts: no setting of the product turns this on. */
import { writeSync } from 'node:fs'
import { forbidNesting } from '../db/nesting.ts'

/** Told at once, also where the failure itself is swallowed. */
forbidNesting((fault) => writeSync(2, `${new Error(fault).stack}\n`))
