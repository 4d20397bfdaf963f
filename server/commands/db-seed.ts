import { randomBytes } from 'node:crypto'
import { openDatabase } from '../db/open.ts'
import { ClinicInUse, type DemoPerson, loadDemoClinic } from '../demo/demo.ts'
import { keptSecret, randomSecret } from '../secrets.ts'
import { CommandError, runCommand } from './command.ts'

await runCommand(async ({ config, ownerUrl, say }) => {
  const { databaseAppUrl: appUrl, databasePooler: pooler, dataDir } = config
  const secret = config.sessionSecret ?? keptSecret(dataDir, 'session', randomSecret)
  const database = await openDatabase({ ownerUrl, appUrl, pooler, dataDir })
  try {
    const password = randomBytes(12).toString('base64url')
    const { staff } = await loadDemoClinic(database, { now: new Date(), password, secret })
    say(`The demo clinic is loaded. Its people sign in with the password ${password}:`)
    for (const { firstName, lastName, email, role } of oneOfEachRole(staff)) say(`  ${role}: ${firstName} ${lastName}, ${email}`)
  } catch (error) {
    throw error instanceof ClinicInUse ? new CommandError(error.message) : error
  } finally {
    await database.close()
  }
})

function oneOfEachRole(staff: DemoPerson[]): DemoPerson[] {
  return [...new Map(staff.map((person) => [person.role, person])).values()]
}
