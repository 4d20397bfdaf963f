/** How patients sign in to the portal, and keep their sign-in: password, second factor, sessions. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { IdParams, SentTime } from '../inputs.ts'
import { limits } from '../values.ts'
import { Enrolment, LinkToken, NewPassword, OwnSession, RecoveryCodes, TypedPassword } from './auth.ts'

const TypedEmail = z.string().trim().min(1, 'is required').max(limits.email)
const Code = z.string().trim().min(6, 'is a code of six digits, or a recovery code').max(40)
const PasswordProof = z.strictObject({ password: TypedPassword })

/** What is still to be proven: a code. */
const PortalSignInAnswer = z.object({ secondFactor: z.enum(['totp']).optional() }).meta({ id: 'PortalSignInAnswer' })

const PortalAccess = z
  .object({
    portalAccess: z.boolean(),
    lastPortalLogin: SentTime.nullable(),
    /** They have chosen a password. */
    isActivated: z.boolean(),
    /** They have chosen to be asked for a code too. */
    hasSecondFactor: z.boolean(),
    /** Only in the answer to an invitation, while no mail server is set: to hand over, good for seven days, once. */
    invitationUrl: z.string().optional(),
    /** In the answer to an invitation: whether a letter with the link is on its way. */
    isMailed: z.boolean().optional(),
  })
  .meta({ id: 'PortalAccess' })

export const portalSignInApi = {
  signIn: endpoint('POST', '/portal/auth/sign-in', {
    summary: 'Sign in to the portal; the session comes as a cookie',
    body: z.strictObject({ email: TypedEmail, password: TypedPassword }),
    reply: PortalSignInAnswer,
  }),
  proveSecondFactor: endpoint('POST', '/portal/auth/second-factor', {
    summary: 'Complete a sign-in with a code of the authenticator app, or a recovery code',
    body: z.strictObject({ code: Code }),
  }),
  signOut: endpoint('POST', '/portal/auth/sign-out', { summary: 'Sign out of the portal' }),
  choosePassword: endpoint('POST', '/portal/auth/password', {
    summary: 'Choose a password with the token of an activation or reset link',
    body: z.strictObject({ token: LinkToken, password: NewPassword }),
  }),
  askForLink: endpoint('POST', '/portal/auth/reset', {
    summary: 'Ask for a link to choose a password; the answer is the same whoever asks',
    body: z.strictObject({ email: TypedEmail }),
  }),
  changePassword: endpoint('PUT', '/portal/me/password', {
    summary: 'Change one’s own password; ends all other sessions',
    body: z.strictObject({ currentPassword: TypedPassword, password: NewPassword }),
  }),
  beginSecondFactor: endpoint('POST', '/portal/me/second-factor', {
    summary: 'Begin a second factor (or its replacement); the current password confirms it',
    body: PasswordProof,
    reply: Enrolment,
  }),
  confirmSecondFactor: endpoint('PUT', '/portal/me/second-factor', {
    summary: 'Confirm the second factor with a first code; ends all other sessions',
    body: z.strictObject({ code: Code }),
    reply: RecoveryCodes,
  }),
  removeSecondFactor: endpoint('DELETE', '/portal/me/second-factor', {
    summary: 'Remove the second factor; ends all other sessions',
    body: PasswordProof,
  }),
  renewRecoveryCodes: endpoint('POST', '/portal/me/recovery-codes', {
    summary: 'New recovery codes in place of the old ones',
    body: PasswordProof,
    reply: RecoveryCodes,
  }),
  sessions: endpoint('GET', '/portal/me/sessions', {
    summary: 'Where one is signed in to the portal',
    reply: z.object({ data: z.array(OwnSession) }),
  }),
  endSession: endpoint('DELETE', '/portal/me/sessions/:id', { summary: 'End one of one’s own portal sessions', params: IdParams }),
  endOtherSessions: endpoint('DELETE', '/portal/me/sessions', { summary: 'End all of one’s other portal sessions' }),
  access: endpoint('GET', '/leads/:id/portal-access', {
    summary: 'Whether a lead can sign in to the portal',
    params: IdParams,
    reply: PortalAccess,
  }),
  invite: endpoint('PUT', '/leads/:id/portal-access', {
    summary: 'Let a lead into the portal and send them a link; again, send another',
    params: IdParams,
    reply: PortalAccess,
  }),
  withdraw: endpoint('DELETE', '/leads/:id/portal-access', {
    summary: 'Close the portal to a lead; ends their sessions at once',
    params: IdParams,
    reply: PortalAccess,
  }),
  resetSecondFactor: endpoint('DELETE', '/leads/:id/portal-access/second-factor', {
    summary: 'Take the second factor off somebody who lost their app and codes; ends their sessions, and tells them by mail',
    params: IdParams,
    status: 200,
    reply: PortalAccess,
  }),
}
