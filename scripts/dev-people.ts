import { readAs, system } from '../server/db/actor.ts'
import { openDatabase } from '../server/db/open.ts'
import { ClinicInUse, loadDemoClinic } from '../server/demo/demo.ts'

export type DevPerson = { email: string; role: string }

/** What everybody in the development clinic signs in with. */
export const devPassword = 'a clinic under development'

/** The demo clinic, once; answers one person of each role. */
export async function seedPeople(ownerUrl: string, dataDir: string): Promise<DevPerson[]> {
  const database = await openDatabase({ ownerUrl, dataDir, pooler: 'none' })
  try {
    await loadDemoClinic(database, { now: new Date(), password: devPassword }).catch(unlessInUse)
    return await readAs(database, system, async (db) => {
      const { rows } = await db.$client.query<DevPerson>(
        `select distinct on (role) role, email from users
         where is_active and exists (select from user_credentials where user_id = users.id) order by role, id`,
      )
      return rows
    })
  } finally {
    await database.close()
  }
}

function unlessInUse(error: unknown): void {
  if (!(error instanceof ClinicInUse)) throw error
}
