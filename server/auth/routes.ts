import { authApi } from '../../shared/contracts/auth.ts'
import { tokenApi } from '../../shared/contracts/tokens.ts'
import { notSignedIn } from '../http/errors.ts'
import type { App } from '../http/house.ts'
import { actorOf, serve, serveOpen } from '../http/serve.ts'
import type { Mailer } from '../mail/mail.ts'
import { cleanHourly } from './cleanup.ts'
import { aboutMe, changeMyself, endOtherSessions, endOwnSession, ownSessions } from './me.ts'
import { changeOwnPassword, choosePasswordByLink, requirePassword } from './passwords.ts'
import { askForReset, workOnResets } from './resets.ts'
import { beginEnrolment, confirmEnrolment, confirmOwnSecondFactor, removeOwnSecondFactor, renewRecoveryCodes } from './second-factor.ts'
import { endOtherAccess, requirePerson, sendSession } from './sessions.ts'
import { requireSecondFactorOf, signInSettings } from './settings.ts'
import { completeSignIn, enter, halfSignedIn, signIn, signOut } from './sign-in.ts'
import type { SigningIn } from './signing-in.ts'
import { makeToken, ownTokens, revokeToken } from './tokens.ts'

export function authRoutes(app: App, signingIn: SigningIn, mailer: Mailer | undefined): void {
  doorRoutes(app, signingIn)
  accountRoutes(app, signingIn)
  secondFactorRoutes(app, signingIn)
  serveOpen(app, authApi.settings, () => signInSettings(signingIn))
  serveOpen(app, authApi.changeSettings, ({ request, body }) => requireSecondFactorOf(signingIn, actorOf(request), body.secondFactorRoles))
  workOnResets(app.house.jobs, signingIn, mailer)
  cleanHourly(app.house.jobs, signingIn)
}

function doorRoutes(app: App, signingIn: SigningIn) {
  serveOpen(app, authApi.signIn, ({ request, reply, body }) => signIn(signingIn, { request, reply }, body))
  serveOpen(app, authApi.proveSecondFactor, ({ request, reply, body }) => completeSignIn(signingIn, { request, reply }, body.code))
  serveOpen(app, authApi.beginEnrolment, async ({ request, reply }) => {
    const { userId } = await halfSignedIn(signingIn, { request, reply }, 'enrolment')
    return beginEnrolment(signingIn, userId)
  })
  serveOpen(app, authApi.completeEnrolment, async ({ request, reply, body }) => {
    const { userId } = await halfSignedIn(signingIn, { request, reply }, 'enrolment')
    const { result, recoveryCodes } = await confirmEnrolment(signingIn, { userId, code: body.code }, async (db) => {
      await endOtherAccess(db, signingIn, userId)
      return enter(db, signingIn, { userId, request, proof: 'enrolment' })
    })
    sendSession(reply, signingIn, result)
    return { recoveryCodes }
  })
  serveOpen(app, authApi.signOut, ({ request, reply }) => signOut(signingIn, { request, reply }))
  serveOpen(app, authApi.choosePassword, async ({ request, reply, caller, body: { token, currentPassword, password } }) => {
    if (token !== undefined) return choosePasswordByLink(signingIn, { request, reply }, { token, password })
    if (!caller) throw notSignedIn()
    await changeOwnPassword(signingIn, { request, reply, caller }, { currentPassword: currentPassword ?? '', password })
  })
  serveOpen(app, authApi.askForReset, async ({ request, reply, body }) => {
    await askForReset(signingIn, { request, reply }, body.email)
  })
}

function accountRoutes(app: App, signingIn: SigningIn) {
  serveOpen(app, authApi.me, ({ request }) => aboutMe(signingIn, actorOf(request)))
  serveOpen(app, authApi.updateMe, ({ request, body }) => changeMyself(signingIn, actorOf(request), body))
  serveOpen(app, authApi.sessions, ({ request }) => ownSessions(signingIn, actorOf(request)))
  serveOpen(app, authApi.endSession, ({ request, params }) => endOwnSession(signingIn, actorOf(request), params.id))
  serveOpen(app, authApi.endOtherSessions, ({ request }) => endOtherSessions(signingIn, actorOf(request)))
  serveOpen(app, tokenApi.list, ({ request }) => ownTokens(signingIn, actorOf(request)))
  serve(app, tokenApi.create, async ({ db, actor, body }) => ({ value: await makeToken(db, signingIn, actor, body) }))
  serveOpen(app, tokenApi.revoke, ({ request, params }) => revokeToken(signingIn, actorOf(request), params.id))
}

function secondFactorRoutes(app: App, signingIn: SigningIn) {
  serveOpen(app, authApi.beginSecondFactor, async ({ request, body }) => {
    const { id } = await requirePassword(signingIn, actorOf(request), { path: 'password', password: body.password })
    return beginEnrolment(signingIn, id)
  })
  serveOpen(app, authApi.confirmSecondFactor, async ({ request, reply, body }) => {
    const caller = actorOf(request)
    requirePerson(caller)
    const { result, recoveryCodes } = await confirmOwnSecondFactor(signingIn, caller, body.code)
    if (result) sendSession(reply, signingIn, result)
    return { recoveryCodes }
  })
  serveOpen(app, authApi.removeSecondFactor, async ({ request, reply, body }) => {
    const caller = actorOf(request)
    await requirePassword(signingIn, caller, { path: 'password', password: body.password })
    const token = await removeOwnSecondFactor(signingIn, caller)
    if (token) sendSession(reply, signingIn, token)
  })
  serveOpen(app, authApi.renewRecoveryCodes, async ({ request, body }) => {
    const { id } = await requirePassword(signingIn, actorOf(request), { path: 'password', password: body.password })
    return { recoveryCodes: await renewRecoveryCodes(signingIn, id) }
  })
}
