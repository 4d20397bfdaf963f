import { migrateDatabase } from '../db/migrate.ts'
import { runCommand } from './command.ts'

await runCommand(async ({ ownerUrl, appPassword, say }) => {
  const { applied, guards } = await migrateDatabase(ownerUrl, appPassword)
  say(`${applied} migrations applied, guards ${guards}.`)
})
