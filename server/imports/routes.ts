import { createHash } from 'node:crypto'
import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { importApi } from '../../shared/contracts/imports.ts'
import { importLimits } from '../../shared/imports.ts'
import { sendCsv } from '../http/csv.ts'
import { badInput } from '../http/errors.ts'
import type { App } from '../http/house.ts'
import { withIdempotency } from '../http/idempotency.ts'
import { serveList } from '../http/lists.ts'
import { prepared } from '../http/reply.ts'
import { actorOf, serve, serveOpen } from '../http/serve.ts'
import type { ArrivingFile } from './arrival.ts'
import { changeSettings } from './decisions.ts'
import { pageOfProblems, previewImport, showImport, shown, startWork, stopWork, undoOrDiscard } from './imports.ts'
import { leaveJoinedFile, receiveJoinedFile } from './joined.ts'
import { openProblemFile } from './problem-file.ts'
import { receiveList } from './receive.ts'
import { openImportRunner } from './runner.ts'
import { importList } from './storage.ts'

export function importRoutes(app: App): void {
  const { database } = app.house
  const runner = openImportRunner(database, (facts, message) => app.log.error(facts, message))
  app.addHook('onClose', runner.close)
  serveList(app, importApi.list, () => importList)
  serve(app, importApi.get, ({ db, params }) => showImport(db, params.id))
  serve(app, importApi.preview, ({ db, params }) => previewImport(db, params.id))
  serve(app, importApi.update, async ({ db, actor, params, body }) => shown(await changeSettings(db, actor, params.id, body)))
  serve(app, importApi.unjoin, async ({ db, actor, params }) => shown(await leaveJoinedFile(db, actor, params.id)))
  serve(app, importApi.stop, ({ db, actor, params }) => stopWork(db, actor, params.id))
  serve(app, importApi.problems, ({ db, params, query }) =>
    pageOfProblems(db, params.id, { limit: query.limit, cursor: query.cursor, outcomes: query.outcome }),
  )
  serveOpen(app, importApi.problemFile, async ({ params, request, reply }) =>
    sendCsv(reply, await openProblemFile(database, actorOf(request), params.id)),
  )
  workRoutes(app, runner.begin)
  app.register(async (scope) => fileRoutes(scope))
}

/** Work begins once the answer has left, and with it the transaction that says what is to be done. */
function workRoutes(app: App, begin: (id: number) => void): void {
  app.register(async (scope) => {
    scope.addHook('onResponse', async (request, reply) => {
      if (reply.statusCode === 202 && hasId(request.params)) begin(request.params.id)
    })
    serve(scope, importApi.check, ({ db, actor, params }) => startWork(db, actor, params.id, 'checking'))
    serve(scope, importApi.run, ({ db, actor, params }) => startWork(db, actor, params.id, 'running'))
    serve(scope, importApi.undo, ({ db, actor, params }) => undoOrDiscard(db, actor, params.id))
  })
}

function hasId(params: unknown): params is { id: number } {
  return typeof params === 'object' && params !== null && 'id' in params && typeof params.id === 'number'
}

/** Files are streamed to us, whatever they call themselves. */
async function fileRoutes(scope: App): Promise<void> {
  const { database } = scope.house
  const types = importApi.upload.parts.consumes.filter((type) => type !== 'multipart/form-data')
  scope.addContentTypeParser([...types], (_request, payload, done) => done(null, payload))
  await scope.register(multipart, { limits: { files: 1, fileSize: importLimits.bytes, fields: 20, fieldSize: 10_000 } })
  serveOpen(scope, importApi.upload, async ({ request, query }) => {
    const { file, digest } = digested(await arrivingFile(request, query.fileName))
    const actor = actorOf(request)
    return receiveList({ database, actor, file }, query.kind, (db, keep) => {
      const act = async () => prepared(importApi.upload, { value: shown(await keep()) }, scope)
      return withIdempotency(db, { userId: actor.userId }, request, act, digest())
    })
  })
  serveOpen(scope, importApi.join, async ({ request, query, params }) => {
    const file = await arrivingFile(request, query.fileName)
    return { value: shown(await receiveJoinedFile({ database, actor: actorOf(request), file }, params.id, query)) }
  })
}

/** Of 1 to 70 characters (RFC 2046). */
const hasBoundary = /;\s*boundary=("[^"]{1,70}"|[^";\s]{1,70})\s*(;|$)/i

async function arrivingFile(request: FastifyRequest, fileName: string): Promise<ArrivingFile> {
  if (!request.isMultipart()) {
    const { body } = request
    if (!isByteStream(body)) throw badInput({ path: 'file', message: 'is missing: send the list as the body, or as the file of a form' })
    return { fileName, bytes: body }
  }
  if (!hasBoundary.test(request.headers['content-type'] ?? ''))
    throw badInput({ path: 'Content-Type', message: 'names no boundary between the parts of the form' })
  const part = await request.file().catch(refuseForm)
  if (!part) throw badInput({ path: 'file', message: 'is missing from the form' })
  return { fileName: part.filename.slice(0, 200) || fileName, bytes: whole(part.file) }
}

async function* whole(bytes: AsyncIterable<Buffer>) {
  try {
    yield* bytes
  } catch (error) {
    refuseForm(error)
  }
}

/** What the parser of forms complains of has no code of its own. */
function refuseForm(error: unknown): never {
  const isOfForm = error instanceof Error && /multipart|part header/i.test(error.message) && !('code' in error)
  throw isOfForm ? badInput({ path: 'file', message: 'stands in a form that is cut off or cannot be read' }) : error
}

/** The digest of what has gone by. */
function digested({ fileName, bytes }: ArrivingFile): { file: ArrivingFile; digest: () => string } {
  const hash = createHash('sha256')
  async function* passing() {
    for await (const chunk of bytes) {
      hash.update(chunk)
      yield chunk
    }
  }
  return { file: { fileName, bytes: passing() }, digest: () => hash.digest('base64url') }
}

function isByteStream(body: unknown): body is AsyncIterable<Buffer> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}
