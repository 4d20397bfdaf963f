/**
 * Browsers that people have signed in with. The cookie names no one: it holds a number of its own and, for each account
 * that signed in there, a mark that only this server can make.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCookie, setCookie } from './cookies.ts'
import { keyedDigest, newSecretToken } from './secret-token.ts'
import type { SigningIn } from './signing-in.ts'

type DeviceParts = Pick<SigningIn, 'config' | 'secret'>

const keepSeconds = 400 * 24 * 60 * 60
const mostAccounts = 8

/** A user's id, or a patient's with a word before it: the two worlds count apart. */
type Whose = number | `patient:${number}`

const markOf = (secret: string, number: string, whose: Whose) => keyedDigest(secret, `device:${number}:${whose}`).slice(0, 22)

function read(request: FastifyRequest, signingIn: DeviceParts): { number: string | undefined; marks: string[] } {
  const [number, ...marks] = readCookie(request, 'device', signingIn.config.publicUrl)?.split('.') ?? []
  return { number, marks }
}

export function isKnownDevice(request: FastifyRequest, signingIn: DeviceParts, whose: Whose | undefined): boolean {
  const { number, marks } = read(request, signingIn)
  return number !== undefined && whose !== undefined && marks.includes(markOf(signingIn.secret, number, whose))
}

export function rememberDevice(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  signingIn: DeviceParts,
  whose: Whose,
): void {
  const { number = newSecretToken().slice(0, 22), marks } = read(request, signingIn)
  const mark = markOf(signingIn.secret, number, whose)
  const value = [number, mark, ...marks.filter((each) => each !== mark)].slice(0, mostAccounts + 1).join('.')
  if (!/^[\w.-]+$/.test(value)) return
  setCookie(reply, { name: 'device', value, keepSeconds }, signingIn.config.publicUrl)
}
