/** Staff let a person into the portal, send them their link again, or close it to them. */
import { policy } from '../../shared/policy.ts'
import { logActivity } from '../activity/activity.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { conflict, forbidden, found } from '../http/errors.ts'
import { findLeadOfPortal, findMeans, isAddressTaken, lockAccess, type SignInMeans, setPortalAccess } from './access-storage.ts'
import { orderChangeLetter, orderLetter } from './letters.ts'
import { makePortalLink } from './links.ts'
import { deletePatientFactor } from './second-factor-storage.ts'
import { deletePatientSessions, deletePortalLinks } from './sessions-storage.ts'

/** Whether the person has chosen a password is the product's to know: no role of the staff reads that column. */
export async function portalAccess(db: Db, id: number) {
  const lead = found(await findLeadOfPortal(db, id), 'Lead')
  return told(lead, await asProduct(db, () => findMeans(db, id)))
}

/** Opens the portal, once or again: each time with a link, which ends the one before. */
export async function inviteToPortal(db: Tx, signingIn: SigningIn, actor: Actor, id: number) {
  const lead = await requireChangeable(db, actor, id)
  const { means, invitationUrl, isMailed } = await asProduct(db, () => openPortal(db, signingIn, lead))
  const action = lead.portalAccess ? 'portal_invited_again' : 'portal_invited'
  logActivity(db, { entityType: 'lead', entityId: id, action, userId: actor.userId })
  return { ...told({ ...lead, portalAccess: true }, means), isMailed, ...(invitationUrl ? { invitationUrl } : {}) }
}

/** As `system`. Without a mail server the link is answered, to hand over. */
async function openPortal(db: Tx, signingIn: SigningIn, { id, email }: { id: number; email: string }) {
  const means = found(await lockAccess(db, { id, email }), 'Lead')
  if (await isAddressTaken(db, { id, email })) {
    throw conflict('address_in_use', 'Another lead signs in to the portal with this e-mail. Change one of the two, or merge them.')
  }
  await setPortalAccess(db, id, true)
  const { now, origin, config } = signingIn
  if (config.smtpUrl !== undefined) {
    await orderLetter(db, { kind: 'activation', email, createdAt: now() })
    return { means, isMailed: true, invitationUrl: undefined }
  }
  const kind = means.isActivated ? 'reset' : 'activation'
  return { means, isMailed: false, invitationUrl: await makePortalLink(db, { kind, leadId: id, origin: origin(), now: now() }) }
}

/** Their sessions and links end with it; what they have done stays. */
export async function withdrawFromPortal(db: Tx, actor: Actor, id: number) {
  const lead = await requireChangeable(db, actor, id)
  if (!lead.portalAccess) return portalAccess(db, id)
  const means = await asProduct(db, async () => {
    const locked = found(await lockAccess(db, lead), 'Lead')
    await setPortalAccess(db, id, false)
    await deletePatientSessions(db, id)
    await deletePortalLinks(db, id)
    return locked
  })
  logActivity(db, { entityType: 'lead', entityId: id, action: 'portal_withdrawn', userId: actor.userId })
  return told({ ...lead, portalAccess: false }, means)
}

/** For who lost the app and the codes, and has shown who they are. They are told, in case it was somebody else. */
export async function resetPatientFactor(db: Tx, actor: Actor, id: number) {
  if (!policy.lead.resetPortalFactor(actor)) throw forbidden()
  const lead = found(await findLeadOfPortal(db, id), 'Lead')
  const means = await asProduct(db, async () => {
    const locked = found(await lockAccess(db, lead), 'Lead')
    if (!(await deletePatientFactor(db, id))) throw conflict('no_second_factor', 'There is no second factor to remove.')
    await deletePatientSessions(db, id)
    await orderChangeLetter(db, { leadId: id, change: 'factor_reset' })
    return { ...locked, hasSecondFactor: false }
  })
  logActivity(db, { entityType: 'lead', entityId: id, action: 'portal_factor_reset', userId: actor.userId })
  return told(lead, means)
}

/** Who may change the lead, or the patient it has become. */
async function requireChangeable(db: Db, actor: Actor, id: number) {
  const lead = found(await findLeadOfPortal(db, id), 'Lead')
  const may = policy.lead.update(actor, lead) || (lead.contactId !== null && policy.contact.update(actor))
  if (!may) throw forbidden('A coach may change only the leads they own.')
  return lead
}

const told = (
  { portalAccess, lastPortalLogin }: { portalAccess: boolean; lastPortalLogin: Date | null },
  { isActivated, hasSecondFactor }: SignInMeans,
) => ({ portalAccess, lastPortalLogin: lastPortalLogin?.toISOString() ?? null, isActivated, hasSecondFactor })
