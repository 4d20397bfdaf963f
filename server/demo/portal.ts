/** The portal of the demo clinic: whoever has answered may sign in, whoever had to sign has, and two are for visitors. */
import { randomBytes } from 'node:crypto'
import { demoPatientPassword, demoPatients } from '../../shared/demo.ts'
import { hashPassword } from '../auth/hashing.ts'
import type { Tx } from '../db/connection.ts'
import { signingKey } from '../signatures/keys.ts'
import { signatureUnder } from '../signatures/signing.ts'
import type { DemoResponse } from './answers.ts'
import type { Rows } from './making.ts'
import { addFiles, addSignatures, completeAnswers } from './portal-storage.ts'

const clinic = 'Northgate Clinic'

/** Of those who answered, nobody knows the password but of the two for visitors: they are meant to be looked around as. */
export async function openPortal(rows: Rows, responses: readonly DemoResponse[]): Promise<void> {
  const [known, unknown] = await Promise.all([hashPassword(demoPatientPassword), hashPassword(randomBytes(24).toString('base64url'))])
  const forVisitors = new Set<string>(Object.values(demoPatients).map(({ email }) => email))
  const answered = new Map(responses.map(({ leadId, savedAt }) => [leadId, savedAt]))
  for (const lead of rows.leads) {
    const at = answered.get(lead.id)
    if (!at) continue
    const isForVisitors = forVisitors.has(lead.email)
    Object.assign(lead, { portalAccess: true, lastPortalLogin: at, passwordHash: isForVisitors ? known : unknown })
  }
}

/** With the clinic's own key: each of these certificates verifies. */
export async function signAll(db: Tx, rows: Rows, secret: string): Promise<void> {
  const key = await signingKey(db, secret)
  const names = new Map(rows.leads.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`]))
  const signatures = (await completeAnswers(db, clinic)).map(({ completedAt, ...response }) =>
    signatureUnder(response, {
      signer: { leadId: response.leadId, address: '203.0.113.7', now: new Date(`${completedAt.replace(' ', 'T')}Z`) },
      given: { name: names.get(response.leadId) ?? '', method: 'typed', language: 'en' },
      key,
    }),
  )
  await addSignatures(db, signatures)
}

export const keepDocuments = (db: Tx, { files }: Rows) => addFiles(db, files)
