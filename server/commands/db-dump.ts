/** npm run db:dump -- FILE: the whole database as one sealed file, for another PostgreSQL. */
import { parseArgs } from 'node:util'
import { dumpDatabase } from '../operations/carry/dump.ts'
import { ownBackupKey } from '../operations/places.ts'
import { CommandError, runCommand } from './command.ts'

await runCommand(async ({ config, ownerUrl, say }) => {
  const [path] = parseArgs({ allowPositionals: true }).positionals
  if (path === undefined) throw new CommandError('Say where to: npm run db:dump -- /some/place/clinic.dump')
  const { tables, rows } = await dumpDatabase(ownerUrl, ownBackupKey(config), path)
  say(`${rows} rows of ${tables} tables are in ${path}, sealed with the backup key.`)
})
