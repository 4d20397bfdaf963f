/** npm run db:load -- FILE: a dump into an empty database, of this or another PostgreSQL. */
import { parseArgs } from 'node:util'
import { migrateDatabase } from '../db/migrate.ts'
import { loadDatabase } from '../operations/carry/load.ts'
import { givenBackupKey } from '../operations/places.ts'
import { checkSoundness } from '../operations/soundness-storage.ts'
import { CommandError, runCommand } from './command.ts'

await runCommand(async ({ config, ownerUrl, appPassword, say }) => {
  const [path] = parseArgs({ allowPositionals: true }).positionals
  if (path === undefined) throw new CommandError('Say what: npm run db:load -- /some/place/clinic.dump')
  const key = givenBackupKey(config)
  await migrateDatabase(ownerUrl, appPassword)
  const { tables, rows } = await loadDatabase(ownerUrl, key, path)
  const { faults } = await checkSoundness(ownerUrl)
  const [fault] = faults
  if (fault !== undefined) throw new CommandError(`It was loaded, and is not sound: ${fault}`)
  say(`${rows} rows of ${tables} tables were loaded, and every index and reference is sound.`)
})
