/** `Idempotency-Key`: the first answer to a key is stored in the transaction that made it, and replayed for a day. */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type Database, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { seal, unseal } from '../db/seal.ts'
import { badInput, conflict } from './errors.ts'
import { findAnswer, insertAnswer, type KeyOwner, removeOldAnswers, takeTurn } from './idempotency-storage.ts'
import type { Prepared } from './serve.ts'

const purpose = 'idempotent answer'

export async function withIdempotency(db: Tx, of: KeyOwner, request: FastifyRequest, act: () => Promise<Prepared>): Promise<Prepared> {
  const key = request.headers['idempotency-key']
  if (key === undefined) return act()
  if (typeof key !== 'string' || key.length < 1 || key.length > 200) {
    throw badInput({ path: 'Idempotency-Key', message: 'is 1 to 200 characters long' })
  }
  const asked = { of, key }
  await takeTurn(db, asked)
  const requestHash = createHash('sha256')
    .update(JSON.stringify([request.method, request.url, request.body ?? null]))
    .digest('base64url')
  const stored = await findAnswer(db, asked)
  if (stored && stored.requestHash !== requestHash) {
    throw conflict('idempotency_key_reused', 'This Idempotency-Key was used with another request.')
  }
  const { secret } = request.server.house
  if (stored)
    return {
      json: stored.body === null ? undefined : unseal(secret, purpose, stored.body),
      status: stored.status,
      location: stored.location ?? undefined,
    }
  const answer = await act()
  // An answer may hold people's data, or a token that is shown once.
  const body = answer.json === undefined ? null : seal(secret, purpose, answer.json)
  await insertAnswer(db, asked, { requestHash, status: answer.status, location: answer.location ?? null, body })
  return answer
}

/** Keys are good for a day; the next hour takes them away. */
export const forgetOldAnswers = (database: Database, now: Date) => writeAs(database, system, (db) => removeOldAnswers(db, now))
