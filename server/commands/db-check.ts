import { findDrift } from '../db/drift.ts'
import { CommandError, runCommand } from './command.ts'

await runCommand(async ({ ownerUrl, say }) => {
  const { wrong, additions } = await findDrift(ownerUrl)
  if (additions.length) say(`Added around the schema:\n${additions.map((line) => `  ${line}`).join('\n')}`)
  if (wrong.length) throw new CommandError(`The database has drifted:\n${wrong.map((line) => `  ${line}`).join('\n')}`)
  say('The database is what the migrations and guards make of it.')
})
