import { bookingApi } from '../../shared/contracts/booking.ts'
import { portalBookingApi } from '../../shared/contracts/portal-booking.ts'
import { readAs, writeAs } from '../db/actor.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { servePatient, servePatientOpen } from '../http/serve-patient.ts'
import type { Mailer } from '../mail/mail.ts'
import { turns } from '../turns.ts'
import type { TellPerson } from '../visit-letters/visit-letters.ts'
import { bookingOverview, freeSlots, setPlace, slotsFor } from './booking.ts'
import { extendOwnHold, holdSlot, releaseHold } from './holds.ts'
import { workWaitlist } from './offer-letters.ts'
import { bookingRules, changeCoachBooking, changeRules, coachBookingOf, setLicences } from './settings.ts'
import { bookVisit, cancelVisit, moveVisit, ownVisitFile, ownVisits, visitOf } from './visits.ts'
import { joinWaitlist, leaveWaitlist, putOnWaitlist, takeOffWaitlist, waitlist } from './waitlist.ts'

interface Parts {
  mailer: Mailer | undefined
  tell: TellPerson
  origin: () => string
}

export function bookingRoutes(app: App, parts: Parts): void {
  const { database, jobs, now } = app.house
  workWaitlist(jobs, { database, now, mailer: parts.mailer, origin: parts.origin })
  serve(app, bookingApi.rules, ({ db }) => bookingRules(db))
  serve(app, bookingApi.changeRules, ({ db, actor, body, ifMatch }) => changeRules(db, actor, body, ifMatch))
  serve(app, bookingApi.coach, ({ db, params }) => coachBookingOf(db, params.id))
  serve(app, bookingApi.changeCoach, ({ db, actor, params, body }) => changeCoachBooking(db, actor, params.id, body))
  serve(app, bookingApi.setLicences, ({ db, actor, params, body }) => setLicences(db, actor, params.id, body.licences))
  serve(app, bookingApi.slots, ({ db, query }) => slotsFor(db, query, now()))
  serve(app, bookingApi.waitlist, async ({ db, request }) => {
    const list = await waitlist(db)
    request.shown = list.data.map(({ leadId }) => ({ entityType: 'lead', id: leadId }))
    return list
  })
  serve(app, bookingApi.join, ({ db, actor, body }) => putOnWaitlist(db, actor, body))
  serve(app, bookingApi.leave, ({ db, actor, params }) => takeOffWaitlist(db, actor, params.id, now()))
  portalBookingRoutes(app, parts)
}

function portalBookingRoutes(app: App, { tell }: Parts): void {
  const { database, now } = app.house
  const api = portalBookingApi
  servePatient(app, api.overview, ({ db, patient }) => bookingOverview(db, patient, now()))
  servePatient(app, api.setPlace, ({ db, patient, body }) => setPlace(db, patient, body))
  servePatient(app, api.slots, ({ db, patient, query }) => freeSlots(db, patient, query, now()))
  // Many want the same time at once.
  const turn = turns(3)
  servePatientOpen(app, api.hold, ({ patient, body }) => turn(() => writeAs(database, patient, (db) => holdSlot(db, patient, body, now()))))
  servePatient(app, api.extend, ({ db, patient, params }) => extendOwnHold(db, patient, params.id, now()))
  servePatient(app, api.release, ({ db, patient, params }) => releaseHold(db, patient, params.id, now()))
  servePatient(app, api.visits, ({ db, patient }) => ownVisits(db, patient, now()))
  servePatient(app, api.visit, ({ db, patient, params }) => visitOf(db, patient, params.id, now()))
  servePatient(app, api.book, ({ db, patient, body }) => bookVisit(db, { patient, tell, now: now() }, body.holdId))
  servePatient(app, api.move, ({ db, patient, params, body }) => moveVisit(db, { patient, tell, now: now() }, params.id, body.holdId))
  servePatient(app, api.cancel, ({ db, patient, params, body }) => cancelVisit(db, { patient, tell, now: now() }, params.id, body?.reason))
  servePatientOpen(app, api.file, async ({ params, patient, reply }) => {
    const text = await readAs(database, patient, (db) => ownVisitFile(db, patient, params.id))
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="visit.ics"')
      .type('text/calendar; charset=utf-8')
      .send(text)
  })
  servePatient(app, api.wait, ({ db, patient, body }) => joinWaitlist(db, patient, body))
  servePatient(app, api.stopWaiting, ({ db, patient }) => leaveWaitlist(db, patient, now()))
}
