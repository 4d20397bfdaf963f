import { dueStatements, pushSchema } from '../db/push.ts'
import { runCommand } from './command.ts'

await runCommand(async ({ ownerUrl, appPassword, say }) => {
  await pushSchema(ownerUrl, appPassword)
  say('The database has the tables of shared/schema.ts, with roles, policies and triggers.')
  if ((await dueStatements()).length) say('The schema is ahead of the migrations: run npm run db:generate before you commit.')
})
