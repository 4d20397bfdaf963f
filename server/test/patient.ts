/** A patient at the portal: a lead with portal access and a session, made past the API. */
import { createHash, randomBytes } from 'node:crypto'
import type { TestApp } from './app.ts'
import { build } from './build.ts'
import { type Visitor, visitor } from './visitor.ts'

export interface SignedInPatient {
  leadId: number
  at: Visitor
}

/** `lead` takes columns of leads, or the id of a lead that is there already. */
export async function signedInPatient(clinic: TestApp, lead: Record<string, unknown> | number = {}): Promise<SignedInPatient> {
  const leadId = typeof lead === 'number' ? lead : await build.lead(clinic, lead)
  await clinic.sql('update leads set portal_access = true where id = $1', [leadId])
  const token = randomBytes(32).toString('base64url')
  await clinic.sql(
    `insert into portal_sessions (lead_id, token_hash, stage, expires_at, address, agent)
     values ($1, $2, 'full', now() + interval '12 hours', '10.0.0.1', 'test')`,
    [leadId, createHash('sha256').update(token).digest('base64url')],
  )
  const at = visitor(clinic)
  at.cookies.set('portal', token)
  return { leadId, at }
}
