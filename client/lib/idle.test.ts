import { expect, test } from 'vitest'
import { idleState } from './idle.ts'

const limit = 15 * 60_000

test('a screen in use owes nothing', () => {
  expect(idleState(0, limit)).toEqual({ secondsLeft: 900, warning: false, ended: false })
})

test('the last minute is a warning that counts down', () => {
  expect(idleState(limit - 61_000, limit).warning).toBe(false)
  expect(idleState(limit - 60_000, limit)).toEqual({ secondsLeft: 60, warning: true, ended: false })
  expect(idleState(limit - 900, limit)).toEqual({ secondsLeft: 1, warning: true, ended: false })
})

test('at the limit the session is over', () => {
  expect(idleState(limit, limit).ended).toBe(true)
})
