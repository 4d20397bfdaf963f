import type { FastifyReply } from 'fastify'
import { portalSignatureApi } from '../../shared/contracts/portal-signatures.ts'
import { signatureApi } from '../../shared/contracts/signatures.ts'
import { networkOf, takeGuesses } from '../auth/attempts.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import type { App } from '../http/house.ts'
import { actorOf, serve, serveOpen } from '../http/serve.ts'
import { servePatient, servePatientOpen } from '../http/serve-patient.ts'
import { publishedKeys, signingKey } from './keys.ts'
import { certificatePdf } from './pdf.ts'
import {
  type Held,
  heldCertificate,
  ownCertificate,
  renewSigningKey,
  signaturesOfLead,
  standingOf,
  verdictOn,
  voidSignature,
} from './signatures.ts'
import { ownSignatures, signAnswers, toSign } from './signing.ts'

export function signatureRoutes(app: App, origin: () => string): void {
  const { database, secret } = app.house
  serve(app, signatureApi.ofLead, ({ db, params }) => signaturesOfLead(db, params.id))
  serve(app, signatureApi.makeVoid, ({ db, actor, params, body }) => voidSignature(db, actor, params.id, body.reason))
  serveOpen(app, signatureApi.keys, () => readAs(database, system, publishedKeys))
  serve(app, signatureApi.renewKey, ({ db, actor }) => renewSigningKey(db, actor, secret))
  app.register(async (scope) => publicRoutes(scope))
  serveOpen(app, signatureApi.json, async ({ params, request, reply }) => {
    const held = await readAs(database, actorOf(request), (db) => heldCertificate(db, params.id))
    request.shown = [{ entityType: 'lead', id: held.row.leadId }]
    return sendJson(reply, held)
  })
  serveOpen(app, signatureApi.pdf, async ({ params, request, reply }) => {
    const held = await readAs(database, actorOf(request), (db) => heldCertificate(db, params.id))
    request.shown = [{ entityType: 'lead', id: held.row.leadId }]
    return sendPdf(app, reply, { held, origin: origin() })
  })
  portalRoutes(app, origin)
}

/** Anyone may ask, but not without end: each costs a look at the database. */
async function publicRoutes(scope: App): Promise<void> {
  const { database, secret, now } = scope.house
  scope.addHook('preHandler', async ({ ip }) => {
    await takeGuesses({ database, secret, now }, [{ kind: 'certificate', of: networkOf(ip) }])
  })
  serveOpen(scope, signatureApi.verify, ({ body }) => readAs(database, system, (db) => verdictOn(db, body)))
  serveOpen(scope, signatureApi.standing, ({ body }) => readAs(database, system, (db) => standingOf(db, body)))
}

function portalRoutes(app: App, origin: () => string) {
  const { database, secret, now } = app.house
  servePatient(app, portalSignatureApi.toSign, ({ db, patient }) => toSign(db, patient.leadId))
  servePatient(app, portalSignatureApi.own, ({ db, patient }) => ownSignatures(db, patient.leadId))
  servePatient(app, portalSignatureApi.sign, ({ db, patient, body, request }) =>
    signAnswers(db, { leadId: patient.leadId, secret, address: request.ip, now: now() }, body),
  )
  servePatientOpen(app, portalSignatureApi.json, async ({ patient, params, reply }) =>
    sendJson(reply, await readAs(database, patient, (db) => ownCertificate(db, params.publicId))),
  )
  servePatientOpen(app, portalSignatureApi.pdf, async ({ patient, params, reply }) =>
    sendPdf(app, reply, { held: await readAs(database, patient, (db) => ownCertificate(db, params.publicId)), origin: origin() }),
  )
}

/** Named by its number: the name of a file may not say whose it is. */
const asFile = (reply: FastifyReply, { row }: Held, ending: string) =>
  reply.header('cache-control', 'no-store').header('content-disposition', `attachment; filename="certificate-${row.publicId}.${ending}"`)

const sendJson = (reply: FastifyReply, held: Held) =>
  asFile(reply, held, 'json').type('application/json; charset=utf-8').send(JSON.stringify(held.certificate))

async function sendPdf(app: App, reply: FastifyReply, { held, origin }: { held: Held; origin: string }) {
  const { database, secret } = app.house
  const { certificate } = held
  const key = await writeAs(database, system, (db) => signingKey(db, secret))
  const pdf = await certificatePdf({ certificate, language: certificate.document.consent.language, verifyAt: `${origin}/verify` }, key)
  return asFile(reply, held, 'pdf').type('application/pdf').send(pdf)
}
