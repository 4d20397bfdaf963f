/** What a start does to a new clinic when the operator's settings say so, for unattended set-up. */
import { requireGoodPassword } from '../auth/password-rules.ts'
import type { Config } from '../config.ts'
import type { OpenDatabase } from '../db/open.ts'
import { HttpError } from '../http/errors.ts'
import { StartError } from '../start-error.ts'
import { makeFirstAdmin } from './setup.ts'

/** `ADMIN_EMAIL`, `ADMIN_PASSWORD` and `DEMO_DATA`. Throws StartError for a password that anybody would guess. */
export async function prepareClinic(database: OpenDatabase, config: Config, now: Date): Promise<void> {
  const { adminEmail: email, adminPassword: password, demoData, sessionSecret } = config
  if (email && password) {
    refuseWeak({ email, password })
    await makeFirstAdmin(database, { email, password }, now)
  }
  if (demoData) await loadDemo(database, now, sessionSecret)
}

function refuseWeak({ email, password }: { email: string; password: string }) {
  try {
    requireGoodPassword(password, { email, firstName: '', lastName: '', clinicName: '' })
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    throw new StartError('ADMIN_PASSWORD must be a password that nobody guesses: not a common one, nor the e-mail or the product’s name.')
  }
}

/** Imported when it is wanted: its people and stories take 20 MB. */
async function loadDemo(database: OpenDatabase, now: Date, secret: string | undefined) {
  const { ClinicInUse, loadDemoClinic } = await import('../demo/demo.ts')
  try {
    await loadDemoClinic(database, { now, secret })
  } catch (error) {
    // A clinic at work keeps what it has.
    if (!(error instanceof ClinicInUse)) throw error
  }
}
