import type { FastifyReply, FastifyRequest } from 'fastify'
import { fileApi, fileLimits, portalFileApi } from '../../shared/contracts/files.ts'
import { type AnyActor, readAs } from '../db/actor.ts'
import type { App } from '../http/house.ts'
import { actorOf, serve, serveOpen } from '../http/serve.ts'
import { servePatient, servePatientOpen } from '../http/serve-patient.ts'
import { limitPatients } from '../portal/limits.ts'
import { personOfContact, personOfLead, personOfPatient } from '../records/people.ts'
import { addOwnFile, addStaffFile, arriving, filesOf, ownFiles, removeStaffFile, sendFile, takeBackFile } from './files.ts'

export function fileRoutes(app: App): void {
  serve(app, fileApi.ofLead, async ({ db, params }) => filesOf(db, await personOfLead(db, params.id)))
  serve(app, fileApi.ofContact, async ({ db, params }) => filesOf(db, await personOfContact(db, params.id)))
  serve(app, fileApi.remove, ({ db, actor, params }) => removeStaffFile(db, actor, params.fileId))
  servePatient(app, portalFileApi.list, ({ db, patient }) => ownFiles(db, patient))
  servePatient(app, portalFileApi.remove, async ({ db, patient, params }) =>
    takeBackFile(db, await personOfPatient(db, patient.leadId), params.fileId),
  )
  serveOpen(app, fileApi.content, ({ request, params, reply }) => give(request, reply, { actor: actorOf(request), ...params }))
  servePatientOpen(app, portalFileApi.content, ({ request, params, reply, patient }) => give(request, reply, { actor: patient, ...params }))
  app.register(async (scope) => uploadRoutes(scope))
}

/** Files come as they are, whatever they are; all else that takes a body takes JSON alone. */
async function uploadRoutes(scope: App): Promise<void> {
  limitPatients(scope, 'portal-file')
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: fileLimits.bytes }, (_request, body, done) =>
    done(null, body),
  )
  const fileIn = (request: FastifyRequest) => arriving(request.body, request.headers['x-file-name'])
  serve(scope, fileApi.toLead, async ({ db, actor, params, request }) =>
    addStaffFile(db, actor, await personOfLead(db, params.id), fileIn(request)),
  )
  serve(scope, fileApi.toContact, async ({ db, actor, params, request }) =>
    addStaffFile(db, actor, await personOfContact(db, params.id), fileIn(request)),
  )
  servePatient(scope, portalFileApi.add, async ({ db, patient, request }) =>
    addOwnFile(db, await personOfPatient(db, patient.leadId), fileIn(request)),
  )
}

async function give(request: FastifyRequest, reply: FastifyReply, { actor, fileId }: { actor: AnyActor; fileId: string }) {
  const { leadId, content } = await readAs(request.server.house.database, actor, (db) => sendFile(db, reply, fileId))
  request.shown = [{ entityType: 'lead', id: leadId }]
  return reply.send(content)
}
