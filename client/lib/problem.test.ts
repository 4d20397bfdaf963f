import { beforeAll, expect, test } from 'vitest'
import { startMessages } from './messages.ts'
import { ApiError, isStatus, unreachable } from './problem.ts'
import { explain, explainShortly, fieldErrors } from './problem-words.ts'

beforeAll(startMessages)

test("the server's own detail is what a person reads", () => {
  const taken = new ApiError(409, { title: 'Conflict', detail: 'Dana Ruiz has this lead already.' })
  expect(explainShortly(taken)).toBe('Dana Ruiz has this lead already.')
})

test('each bad field is named beside its field, as a sentence', () => {
  const bad = new ApiError(400, { title: 'Bad input', errors: [{ path: 'email', message: 'is not an e-mail address' }, 'nonsense'] })
  expect(fieldErrors(bad)).toEqual({ email: 'Is not an e-mail address' })
})

test('a fault of the server gives the number to pass on, never internals', () => {
  const { detail } = explain(new ApiError(500, { title: 'Internal', detail: 'relation "leads"', requestId: 'abc-1' }))
  expect(detail).toContain('abc-1')
  expect(detail).not.toContain('relation')
})

test('a wait is told in seconds or minutes', () => {
  expect(explain(new ApiError(429, {}, 30)).detail).toBe('Wait 30 seconds, then try again.')
  expect(explain(new ApiError(429, {}, 600)).detail).toBe('Wait 10 minutes, then try again.')
})

test('a request that got no answer is told from a refusal', () => {
  expect(isStatus(unreachable(new TypeError('fetch failed')), 0)).toBe(true)
  expect(explain(unreachable(undefined)).title).toBe('No connection to the server')
})

test('an answer that is no problem document still makes a refusal', () => {
  expect(new ApiError(502, {}).title).toBe('HTTP 502')
})
