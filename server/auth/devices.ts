/**
 * Browsers that people have signed in with. The cookie names no one: it holds a number of its own and, for each account
 * that signed in there, a mark that only this server can make.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCookie, setCookie } from './cookies.ts'
import { keyedDigest, newSecretToken } from './secret-token.ts'
import type { SigningIn } from './signing-in.ts'

const keepSeconds = 400 * 24 * 60 * 60
const mostAccounts = 8

const markOf = (secret: string, number: string, userId: number) => keyedDigest(secret, `device:${number}:${userId}`).slice(0, 22)

function read(request: FastifyRequest, signingIn: SigningIn): { number: string | undefined; marks: string[] } {
  const [number, ...marks] = readCookie(request, 'device', signingIn.config.publicUrl)?.split('.') ?? []
  return { number, marks }
}

export function isKnownDevice(request: FastifyRequest, signingIn: SigningIn, userId: number | undefined): boolean {
  const { number, marks } = read(request, signingIn)
  return number !== undefined && userId !== undefined && marks.includes(markOf(signingIn.secret, number, userId))
}

export function rememberDevice(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  signingIn: SigningIn,
  userId: number,
): void {
  const { number = newSecretToken().slice(0, 22), marks } = read(request, signingIn)
  const mark = markOf(signingIn.secret, number, userId)
  const value = [number, mark, ...marks.filter((each) => each !== mark)].slice(0, mostAccounts + 1).join('.')
  if (!/^[\w.-]+$/.test(value)) return
  setCookie(reply, { name: 'device', value, keepSeconds }, signingIn.config.publicUrl)
}
