/** `Idempotency-Key`: the first answer to a key is stored in the transaction that made it, and replayed for a day. */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type Database, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { seal, unseal } from '../db/seal.ts'
import { badInput, conflict } from './errors.ts'
import { findAnswer, insertAnswer, type KeyOwner, removeOldAnswers, takeTurn } from './idempotency-storage.ts'
import type { Prepared } from './reply.ts'

const purpose = 'idempotent answer'

/** `content` stands for a body that was streamed: its digest. */
export async function withIdempotency(
  db: Tx,
  of: KeyOwner,
  request: FastifyRequest,
  act: () => Promise<Prepared>,
  content?: string,
): Promise<Prepared> {
  const asked = await askedAs(db, of, request, content)
  if (!asked) return act()
  const stored = await storedAnswer(db, asked, request)
  if (stored) return stored
  const answer = await act()
  // An answer may hold people's data, or a token that is shown once.
  const body = answer.json === undefined ? null : seal(request.server.house.secret, purpose, answer.json)
  await insertAnswer(db, asked, { requestHash: asked.requestHash, status: answer.status, location: answer.location ?? null, body })
  return answer
}

/** For what takes more than one transaction: the answer to the key, if there is one already. */
export async function answeredBefore(db: Tx, of: KeyOwner, request: FastifyRequest): Promise<Prepared | undefined> {
  const asked = await askedAs(db, of, request)
  return asked && storedAnswer(db, asked, request)
}

type Asked = { of: KeyOwner; key: string; requestHash: string }

/** Nothing without a key; equal requests at the same time wait here for the first. */
async function askedAs(db: Tx, of: KeyOwner, request: FastifyRequest, content?: string): Promise<Asked | undefined> {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || key.length < 1 || key.length > 200) {
    throw badInput({ path: 'Idempotency-Key', message: 'is 1 to 200 characters long' })
  }
  await takeTurn(db, { of, key })
  return { of, key, requestHash: hashOf(request, content) }
}

function hashOf({ method, url, body }: FastifyRequest, content: string | undefined): string {
  const hash = createHash('sha256')
  if (Buffer.isBuffer(body)) hash.update(JSON.stringify([method, url])).update(body)
  else hash.update(JSON.stringify([method, url, content ?? body ?? null]))
  return hash.digest('base64url')
}

async function storedAnswer(db: Tx, asked: Asked, request: FastifyRequest): Promise<Prepared | undefined> {
  const stored = await findAnswer(db, asked)
  if (!stored) return undefined
  if (stored.requestHash !== asked.requestHash) {
    throw conflict('idempotency_key_reused', 'This Idempotency-Key was used with another request. Send a new one with each new request.')
  }
  return {
    json: stored.body === null ? undefined : unseal(request.server.house.secret, purpose, stored.body),
    status: stored.status,
    location: stored.location ?? undefined,
  }
}

/** Keys are good for a day; the next hour takes them away. */
export const forgetOldAnswers = (database: Database, now: Date) => writeAs(database, system, (db) => removeOldAnswers(db, now))
