/** Reading JSON strictly: prototype keys, duplicate keys and broken text are refused before anything sees them. */
import type { FastifyInstance } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { badInput } from './errors.ts'

export const bodyLimit = 1024 * 1024

export function readJsonStrictly(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit }, (_request, text, done) => {
    try {
      done(null, parseStrictly(text as string))
    } catch (error) {
      done(error as Error)
    }
  })
}

export function parseStrictly(text: string): unknown {
  if (text.trim() === '') return undefined
  let keys = 0
  let value: unknown
  try {
    value = JSON.parse(text, function (this: unknown, key, each) {
      if (key === '__proto__') throw new SyntaxError('__proto__')
      if (!Array.isArray(this) && key !== '') keys++
      return each
    })
  } catch {
    throw badInput({ path: '', message: 'is not valid JSON' })
  }
  if (keysWritten(text) > keys) throw badInput({ path: '', message: 'names a field twice' })
  return value
}

/** Counts the keys that stand in the text: strings followed by a colon. */
function keysWritten(text: string): number {
  let count = 0
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)/g)) {
    if (match[1] === ':' && match[0][1] !== '"') count++
  }
  return count
}

/** Fastify hands over `null` for a body that was not sent: an endpoint that needs none has to see none. */
export const validateParts: typeof validatorCompiler = (part) => {
  const validate = validatorCompiler(part)
  return part.httpPart === 'body' ? (data) => validate(data ?? undefined) : validate
}
