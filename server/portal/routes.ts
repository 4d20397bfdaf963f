import type { FastifyReply } from 'fastify'
import { portalApi } from '../../shared/contracts/portal.ts'
import { portalSignInApi } from '../../shared/contracts/portal-sign-in.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import type { App } from '../http/house.ts'
import { serve, serveOpen } from '../http/serve.ts'
import { servePatient, servePatientOpen } from '../http/serve-patient.ts'
import type { Mailer } from '../mail/mail.ts'
import { inviteToPortal, portalAccess, resetPatientFactor, withdrawFromPortal } from './access.ts'
import { cleanPortalHourly } from './cleanup.ts'
import { askForPortalLink, workOnLetters } from './letters.ts'
import { changePatientPassword, choosePatientPassword, requirePatientPassword } from './passwords.ts'
import { changePatientSelf, patientSelf, portalClinic } from './portal.ts'
import { beginPatientFactor, confirmPatientFactor, removePatientFactor, renewPatientCodes } from './second-factor.ts'
import { endMyOtherSessions, endPatientSession, patientSessions, sendPatientSession, signOutPatient } from './sessions.ts'
import { completePatientSignIn, signInPatient } from './sign-in.ts'

export function portalRoutes(app: App, signingIn: SigningIn, mailer: Mailer | undefined) {
  const { database, jobs, now } = app.house
  serveOpen(app, portalApi.clinic, () => portalClinic(database))
  servePatient(app, portalApi.me, ({ db, patient }) => patientSelf(db, patient))
  servePatient(app, portalApi.updateMe, ({ db, patient, body }) => changePatientSelf(db, patient, body))
  servePatient(app, portalSignInApi.sessions, ({ db, patient }) => patientSessions(db, patient, now()))
  servePatient(app, portalSignInApi.endSession, ({ db, patient, params }) => endPatientSession(db, patient, params.id))
  servePatient(app, portalSignInApi.endOtherSessions, ({ db, patient }) => endMyOtherSessions(db, patient))
  doorRoutes(app, signingIn)
  ownRoutes(app, signingIn)
  serve(app, portalSignInApi.access, ({ db, params }) => portalAccess(db, params.id))
  serve(app, portalSignInApi.invite, ({ db, actor, params }) => inviteToPortal(db, signingIn, actor, params.id))
  serve(app, portalSignInApi.withdraw, ({ db, actor, params }) => withdrawFromPortal(db, actor, params.id))
  serve(app, portalSignInApi.resetSecondFactor, ({ db, actor, params }) => resetPatientFactor(db, actor, params.id))
  workOnLetters(jobs, signingIn, mailer)
  cleanPortalHourly(jobs, signingIn)
}

function doorRoutes(app: App, signingIn: SigningIn) {
  serveOpen(app, portalSignInApi.signIn, ({ request, reply, body }) => signInPatient(signingIn, { request, reply }, body))
  serveOpen(app, portalSignInApi.proveSecondFactor, ({ request, reply, body }) =>
    completePatientSignIn(signingIn, { request, reply }, body.code),
  )
  serveOpen(app, portalSignInApi.signOut, ({ request, reply }) => signOutPatient(signingIn, { request, reply }))
  serveOpen(app, portalSignInApi.choosePassword, ({ request, reply, body }) => choosePatientPassword(signingIn, { request, reply }, body))
  serveOpen(app, portalSignInApi.askForLink, async ({ request, reply, body }) => {
    await askForPortalLink(signingIn, { request, reply }, body.email)
  })
}

/** What changes how one signs in; each hashes a password, so none holds a transaction meanwhile. */
function ownRoutes(app: App, signingIn: SigningIn) {
  servePatientOpen(app, portalSignInApi.changePassword, ({ patient, reply, body }) =>
    changePatientPassword(signingIn, { reply, patient }, body),
  )
  servePatientOpen(app, portalSignInApi.beginSecondFactor, async ({ patient, body }) => {
    const account = await requirePatientPassword(signingIn, patient, { path: 'password', password: body.password })
    return beginPatientFactor(signingIn, account)
  })
  servePatientOpen(app, portalSignInApi.confirmSecondFactor, async ({ patient, reply, body }) => {
    const { token, recoveryCodes } = await confirmPatientFactor(signingIn, patient, body.code)
    return goOn(reply, signingIn, token, { recoveryCodes })
  })
  servePatientOpen(app, portalSignInApi.removeSecondFactor, async ({ patient, reply, body }) => {
    await requirePatientPassword(signingIn, patient, { path: 'password', password: body.password })
    goOn(reply, signingIn, await removePatientFactor(signingIn, patient), undefined)
  })
  servePatientOpen(app, portalSignInApi.renewRecoveryCodes, async ({ patient, body }) => {
    const account = await requirePatientPassword(signingIn, patient, { path: 'password', password: body.password })
    return { recoveryCodes: await renewPatientCodes(signingIn, account) }
  })
}

/** The session goes on under its new name. */
function goOn<T>(reply: FastifyReply, signingIn: SigningIn, token: string, answer: T): T {
  sendPatientSession(reply, signingIn, token)
  return answer
}
