/**
 * Password hashing: argon2id, tuned so that one check costs this class of machine 50 to 500 ms. Few run at a time, for
 * each takes its memory and a core; the rest wait in turn.
 */
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { tooMany } from '../http/errors.ts'
import { turns } from '../turns.ts'
import { newSecretToken } from './secret-token.ts'

/** KiB, passes, lanes. argon2id and version 19 are the library's defaults. */
const cost = { memoryCost: 64 * 1024, timeCost: 4, parallelism: 1 }
const atOnce = Math.min(4, Math.max(1, availableParallelism() - 1))
const longestQueue = 64

const inTurn = turns(atOnce, { longest: longestQueue, refuse: () => tooMany(5) })

/** The same letters typed on another system may come composed in another way. */
const asTyped = (password: string) => password.normalize('NFC')

export const hashPassword = (password: string) => inTurn(() => hash(asTyped(password), cost))

let nobody: Promise<string> | undefined

/** Takes as long for somebody without a password as for everybody else, and is never true for them. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  // Made by whoever comes first, known or not.
  nobody ??= hashPassword(newSecretToken())
  const compared = passwordHash ?? (await nobody)
  const matches = await inTurn(() => verify(compared, asTyped(password)))
  return matches && passwordHash !== undefined
}
