import { userApi } from '../../shared/contracts/users.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import type { App } from '../http/house.ts'
import { serveList, serveRow } from '../http/lists.ts'
import { serve } from '../http/serve.ts'
import type { Mailer } from '../mail/mail.ts'
import { renewInvitation, workOnInvitations } from './invitations.ts'
import { userList, userStatement } from './storage.ts'
import { addUser, changeUser, resetSecondFactor } from './users.ts'

export function userRoutes(app: App, signingIn: SigningIn, mailer: Mailer | undefined): void {
  serveList(app, userApi.list, userList)
  serveRow(app, userApi.get, 'User', userStatement)
  serve(app, userApi.create, ({ db, actor, body }) => addUser(db, signingIn, actor, body))
  serve(app, userApi.update, ({ db, actor, params, body, ifMatch }) =>
    changeUser(db, signingIn, actor, { id: params.id, changes: body, ifMatch }),
  )
  serve(app, userApi.invite, async ({ db, actor, params }) => ({ value: await renewInvitation(db, signingIn, actor, params.id) }))
  serve(app, userApi.removeSecondFactor, ({ db, actor, params }) => resetSecondFactor(db, signingIn, actor, params.id))
  workOnInvitations(app.house.jobs, signingIn, mailer)
}
