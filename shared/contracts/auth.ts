/** Signing in and out, one's own account: password, second factor, sessions. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, line, prose, SentTime } from '../inputs.ts'
import { User } from '../rows/users.ts'
import { languages, limits, passwordMinimum, userRoles } from '../values.ts'

/** Taken as typed: no composition rule, nothing cut off. */
export const NewPassword = prose(limits.password).min(passwordMinimum, `is at least ${passwordMinimum} characters long`)
/** A password that is to be compared, whatever rules it was made under. */
export const TypedPassword = prose(limits.password).min(1, 'is required')
const Code = z.string().trim().min(6, 'is a code of six digits, or a recovery code').max(40)
export const LinkToken = z.string().min(1, 'is required').max(200)
const TypedEmail = z.string().trim().min(1, 'is required').max(limits.email)

/** What is still to be proven: a code (`totp`), or first the enrolment that the user's role asks for. */
export const SignInAnswer = z.object({ secondFactor: z.enum(['totp', 'enrolment']).optional() }).meta({ id: 'SignInAnswer' })

/** Shown once: the secret for an authenticator app, alone and as the address its QR code holds. */
export const Enrolment = z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'Enrolment' })
/** Shown once: each works once in place of a code. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' })

export const Me = User.extend({
  /** The endpoints the role may call, such as `PATCH /leads/:id`. */
  permissions: z.array(z.string()),
  /** Of one's screens and letters; null: the browser's. */
  language: z.enum(languages).nullable(),
  clinic: z.object({ name: z.string(), timeZone: z.string(), country: z.string(), isDemo: z.boolean(), logoColour: z.string().nullable() }),
  session: z.object({
    via: z.enum(['session', 'token']),
    scope: z.enum(['read', 'write']),
    idleSeconds: z.int(),
    expiresAt: SentTime,
  }),
  secondFactor: z.object({ enrolled: z.boolean(), required: z.boolean(), recoveryCodesLeft: z.int() }),
}).meta({ id: 'Me' })

export const OwnSession = z
  .object({
    id: Id,
    createdAt: SentTime,
    lastSeenAt: SentTime,
    expiresAt: SentTime,
    address: z.string(),
    /** What the browser calls itself. */
    agent: z.string(),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'OwnSession' })

export const SignInSettings = z
  .object({
    /** Roles whose users need a second factor. */
    secondFactorRoles: z.array(z.enum(userRoles)),
    /** Whether a mail server is set; without one, links are shown to hand over. */
    mailsLinks: z.boolean(),
  })
  .meta({ id: 'SignInSettings' })

const PasswordProof = z.strictObject({ password: TypedPassword })
const CodeProof = z.strictObject({ code: Code })

export const authApi = {
  signIn: endpoint('POST', '/auth/sign-in', {
    summary: 'Sign in; the session comes as a cookie',
    body: z.strictObject({ email: TypedEmail, password: TypedPassword }),
    reply: SignInAnswer,
  }),
  proveSecondFactor: endpoint('POST', '/auth/second-factor', {
    summary: 'Complete a sign-in with a code of the authenticator app, or a recovery code',
    body: CodeProof,
  }),
  beginEnrolment: endpoint('POST', '/auth/enrolment', {
    summary: 'Begin the second factor that the role asks for, after the password',
    reply: Enrolment,
  }),
  completeEnrolment: endpoint('PUT', '/auth/enrolment', {
    summary: 'Confirm it with a first code, which completes the sign-in',
    body: CodeProof,
    reply: RecoveryCodes,
  }),
  signOut: endpoint('POST', '/auth/sign-out', { summary: 'Sign out' }),
  choosePassword: endpoint('POST', '/auth/password', {
    summary: 'Choose a password: with the token of an invitation or a reset, or signed in with the current one',
    body: z
      .strictObject({ token: LinkToken.optional(), currentPassword: TypedPassword.optional(), password: NewPassword })
      .refine(({ token, currentPassword }) => (token === undefined) !== (currentPassword === undefined), {
        path: ['token'],
        message: 'is required, unless signed in with `currentPassword` in its place',
      }),
  }),
  askForReset: endpoint('POST', '/auth/reset', {
    summary: 'Ask for a link to choose a new password; the answer is the same whoever asks',
    body: z.strictObject({ email: TypedEmail }),
  }),
  me: endpoint('GET', '/me', { summary: 'Who is signed in and what they may do', reply: Me }),
  updateMe: endpoint('PATCH', '/me', {
    summary: 'Change one’s own name or language',
    body: z.strictObject({
      firstName: line(limits.name).optional(),
      lastName: line(limits.name).optional(),
      language: z.enum(languages).nullable().optional(),
    }),
    reply: Me,
  }),
  beginSecondFactor: endpoint('POST', '/me/second-factor', {
    summary: 'Begin a second factor (or its replacement); the current password confirms it',
    body: PasswordProof,
    reply: Enrolment,
  }),
  confirmSecondFactor: endpoint('PUT', '/me/second-factor', {
    summary: 'Confirm the second factor with a first code; ends all other sessions and tokens',
    body: CodeProof,
    reply: RecoveryCodes,
  }),
  removeSecondFactor: endpoint('DELETE', '/me/second-factor', {
    summary: 'Remove the second factor; ends all other sessions and tokens',
    body: PasswordProof,
  }),
  renewRecoveryCodes: endpoint('POST', '/me/recovery-codes', {
    summary: 'New recovery codes in place of the old ones',
    body: PasswordProof,
    reply: RecoveryCodes,
  }),
  sessions: endpoint('GET', '/me/sessions', {
    summary: 'Where one is signed in',
    reply: z.object({ data: z.array(OwnSession) }),
  }),
  endSession: endpoint('DELETE', '/me/sessions/:id', { summary: 'End one of one’s own sessions', params: IdParams }),
  endOtherSessions: endpoint('DELETE', '/me/sessions', { summary: 'End all of one’s other sessions' }),
  settings: endpoint('GET', '/settings/sign-in', { summary: 'How people sign in', reply: SignInSettings }),
  changeSettings: endpoint('PATCH', '/settings/sign-in', {
    summary: 'Require a second factor of roles',
    body: z.strictObject({ secondFactorRoles: z.array(z.enum(userRoles)).max(userRoles.length) }),
    reply: SignInSettings,
  }),
}
