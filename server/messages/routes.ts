import { messageApi } from '../../shared/contracts/messages.ts'
import { portalMessageApi } from '../../shared/contracts/portal-messages.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { servePatient } from '../http/serve-patient.ts'
import type { Mailer } from '../mail/mail.ts'
import { limitPatients } from '../portal/limits.ts'
import { personOfContact, personOfLead, personOfPatient } from '../records/people.ts'
import { mailMessages } from './letters.ts'
import { listTalks, markReadByPatient, markReadByStaff, ownTalk, talkOf, writeToClinic, writeToPatient } from './messages.ts'

export function messageRoutes(app: App, { mailer, origin }: { mailer: Mailer | undefined; origin: () => string }): void {
  const { database, jobs, secret, now } = app.house
  const mails = mailer !== undefined
  if (mailer) mailMessages(jobs, { database, mailer, origin })
  serve(app, messageApi.talks, async ({ db, query, request }) => {
    const { json, shown } = await listTalks(db, secret, query)
    request.shown = shown
    return { json }
  })
  serve(app, messageApi.ofLead, async ({ db, params, query }) => talkOf(db, secret, await personOfLead(db, params.id), query))
  serve(app, messageApi.ofContact, async ({ db, params, query }) => talkOf(db, secret, await personOfContact(db, params.id), query))
  serve(app, messageApi.toLead, async ({ db, actor, params, body }) =>
    writeToPatient(db, actor, await personOfLead(db, params.id), { written: body, mails }),
  )
  serve(app, messageApi.toContact, async ({ db, actor, params, body }) =>
    writeToPatient(db, actor, await personOfContact(db, params.id), { written: body, mails }),
  )
  serve(app, messageApi.readOfLead, async ({ db, actor, params }) => markReadByStaff(db, actor, await personOfLead(db, params.id), now()))
  serve(app, messageApi.readOfContact, async ({ db, actor, params }) =>
    markReadByStaff(db, actor, await personOfContact(db, params.id), now()),
  )
  servePatient(app, portalMessageApi.list, ({ db, patient, query }) => ownTalk(db, secret, patient.leadId, query))
  servePatient(app, portalMessageApi.read, async ({ db, patient }) =>
    markReadByPatient(db, await personOfPatient(db, patient.leadId), now()),
  )
  app.register(async (scope) => {
    limitPatients(scope, 'portal-message')
    servePatient(scope, portalMessageApi.send, async ({ db, patient, body }) =>
      writeToClinic(db, await personOfPatient(db, patient.leadId), body),
    )
  })
}
