import { type DataMigration, runDataMigration } from '../db/data-migrations/run.ts'
import { tidyContacts, tidyLeads } from '../db/data-migrations/tidy-people.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { CommandError, runCommand } from './command.ts'

const all: DataMigration[] = [tidyLeads, tidyContacts]

await runCommand(async ({ ownerUrl, appPassword, say }) => {
  const [name, ...flags] = process.argv.slice(2)
  const migration = all.find((one) => one.name === name)
  if (!migration || flags.some((flag) => flag !== '--dry-run')) throw new CommandError(usage())
  await migrateDatabase(ownerUrl, appPassword)
  const mode = flags.length ? 'dry run' : 'write'
  let seen = 0
  const { state, ...counts } = await runDataMigration(ownerUrl, migration, {
    mode,
    onBatch: (batch) => {
      seen += batch.seen
      if (seen % 100_000 < batch.seen) say(`${seen} rows seen ...`)
    },
  })
  say(`${migration.name}: ${state}; ${counts.seen} rows seen, ${counts.changed} ${mode === 'write' ? 'changed' : 'to change'}.`)
})

function usage(): string {
  return `Say which: npm run db:transform -- NAME [--dry-run]\n${all.map(({ name, about }) => `  ${name}: ${about}`).join('\n')}`
}
