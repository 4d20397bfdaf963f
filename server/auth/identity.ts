/**
 * Who is calling. Each instance keeps what it found of a session or token and checks it in memory; the database
 * announces whose identity changed, and what is kept of them goes.
 */
import type { Database } from '../db/actor.ts'
import { hitsOf } from '../db/hits.ts'
import type { Listener } from '../db/listen.ts'
import type { Caller } from '../http/house.ts'
import { type FoundCredential, findSession, findToken, noteSeen } from './identity-storage.ts'
import { tokenDigest } from './secret-token.ts'

interface Kept extends FoundCredential {
  kind: 'session' | 'token'
  caller: Caller
  writtenAt: number
}

export interface Identity {
  /** Without a promise where the answer is known. */
  bySession(token: string): Caller | undefined | Promise<Caller | undefined>
  byToken(token: string): Caller | undefined | Promise<Caller | undefined>
  /** The same without counting as activity: for streams that go on by themselves. */
  stillBySession(token: string): Promise<Caller | undefined>
  /** Forgets a user; call it in the transaction that changes them. */
  changed(userId: number): void
  /** Told once a change of identity stands; `everyone` when announcements may have been missed. */
  onChange(hear: (whose: number | 'everyone') => void): void
  close(): Promise<void>
}

interface Parts {
  database: Database
  listener: Listener
  idleMs: number
  now: () => Date
  onError: (error: unknown) => void
}

const hits = hitsOf('identity')
const writeEveryMs = 60_000
const mostKept = 10_000
/** A transaction that changes somebody ends within this; until then the database is asked each time. */
const unsettledMs = 5_000

export async function openIdentity({ database, listener, idleMs, now, onError }: Parts): Promise<Identity> {
  const memory = newMemory(() => listener.isHearing())
  const hearers: ((whose: number | 'everyone') => void)[] = []
  const tell = (whose: number | 'everyone') => {
    for (const hear of hearers) hear(whose)
  }
  await listener.on('identity', (payload) => {
    memory.forget(Number(payload))
    tell(Number(payload))
  })
  listener.onGap(() => {
    memory.forgetAll()
    tell('everyone')
  })

  const isAlive = (found: Kept, at: number) => at < found.expiresAt && (found.kind === 'token' || at - found.lastSeenAt < idleMs)
  const look = (kind: Kept['kind'], token: string): Kept | Promise<Kept | undefined> => {
    const digest = tokenDigest(token)
    const known = memory.get(digest)
    const isGood = known !== undefined && isAlive(known, now().getTime())
    hits.count(isGood)
    return isGood ? known : lookUp(kind, digest)
  }
  const lookUp = async (kind: Kept['kind'], digest: string): Promise<Kept | undefined> => {
    const at = now().getTime()
    // Seemingly idle: another instance may have seen them since.
    const found = kind === 'session' ? await keptSession(database, digest) : await keptToken(database, digest)
    if (!found || !isAlive(found, at)) return undefined
    memory.keep(digest, found)
    return found
  }
  const seen = noting({ database, now, onError })
  const lookAndNote = (kind: Kept['kind'], token: string) => {
    const found = look(kind, token)
    return found instanceof Promise ? found.then(seen.note) : seen.note(found)
  }
  return {
    bySession: (token) => lookAndNote('session', token),
    byToken: (token) => lookAndNote('token', token),
    stillBySession: async (token) => (await look('session', token))?.caller,
    changed: memory.forget,
    onChange: (hear) => void hearers.push(hear),
    close: seen.close,
  }
}

/** Each use counts as activity; it is written down now and then. */
function noting({ database, now, onError }: Pick<Parts, 'database' | 'now' | 'onError'>) {
  let writing: Promise<unknown> = Promise.resolve()
  return {
    note: (found: Kept | undefined): Caller | undefined => {
      if (!found) return undefined
      const at = now()
      found.lastSeenAt = at.getTime()
      if (found.lastSeenAt - found.writtenAt >= writeEveryMs) {
        found.writtenAt = found.lastSeenAt
        writing = noteSeen(database, found.kind, found.id, at).catch(onError)
      }
      return found.caller
    },
    close: async () => void (await writing),
  }
}

/** What is kept of sessions and tokens, by digest. Nothing is kept while announcements cannot be heard. */
function newMemory(isHearing: () => boolean) {
  const kept = new Map<string, Kept>()
  const unsettled = new Map<number, number>()
  const isSettled = (userId: number) => {
    const settlesAt = unsettled.get(userId)
    if (settlesAt === undefined) return true
    if (settlesAt > performance.now()) return false
    return unsettled.delete(userId)
  }
  return {
    get: (digest: string) => kept.get(digest),
    keep: (digest: string, found: Kept) => {
      if (!isSettled(found.userId) || !isHearing()) return void kept.delete(digest)
      if (kept.size >= mostKept) kept.clear()
      kept.set(digest, found)
    },
    forget: (userId: number) => {
      unsettled.set(userId, performance.now() + unsettledMs)
      for (const [digest, found] of kept) if (found.userId === userId) kept.delete(digest)
    },
    forgetAll: () => kept.clear(),
  }
}

async function keptSession(database: Database, digest: string): Promise<Kept | undefined> {
  const found = await findSession(database, digest)
  if (!found?.isActive || found.stage !== 'full') return undefined
  return { ...found, kind: 'session', writtenAt: found.lastSeenAt, caller: callerOf(found, 'session', 'write') }
}

async function keptToken(database: Database, digest: string): Promise<Kept | undefined> {
  const found = await findToken(database, digest)
  if (!found?.isActive) return undefined
  return { ...found, kind: 'token', writtenAt: found.lastSeenAt, caller: callerOf(found, 'token', found.scope) }
}

const callerOf = ({ id, userId, role }: FoundCredential, via: Caller['via'], scope: Caller['scope']): Caller =>
  Object.freeze({ userId, role, via, scope, credentialId: id })
