import { expect, test, vi } from 'vitest'
import { ApiError } from '../../lib/problem.ts'
import { Keeper, type Standing } from './keeper.ts'

/** A server of one record, with the revision check of the real one. */
function server(answers: Record<string, unknown> = {}) {
  const held = { answers, revision: 1, isAway: false }
  const send = vi.fn(async (revision: number, changes: Record<string, unknown>) => {
    if (held.isAway) throw new ApiError(0, {})
    if (revision !== held.revision) throw new ApiError(412, {})
    held.answers = { ...held.answers, ...changes }
    held.revision += 1
    return { revision: held.revision }
  })
  const load = async (): Promise<Standing> => ({ answers: held.answers, revision: held.revision })
  const keeper = () => new Keeper({ answers: held.answers, revision: held.revision }, { send, load, pause: 1, tries: [5] })
  return { held, send, keeper }
}

test('answers typed one after the other are saved together, after a pause', async () => {
  const { held, send, keeper } = server()
  const one = keeper()
  one.set('a', 1)
  one.set('b', 2)
  expect(one.view()).toMatchObject({ state: 'waiting', answers: { a: 1, b: 2 } })
  await vi.waitFor(() => expect(one.view().state).toBe('saved'))
  expect(send).toHaveBeenCalledTimes(1)
  expect(held.answers).toEqual({ a: 1, b: 2 })
})

test('a save that fails is kept, said, and tried again', async () => {
  const { held, keeper } = server()
  held.isAway = true
  const one = keeper()
  one.set('a', 1)
  await vi.waitFor(() => expect(one.view()).toMatchObject({ state: 'failed', answers: { a: 1 } }))
  held.isAway = false
  await vi.waitFor(() => expect(one.view().state).toBe('saved'))
  expect(held.answers).toEqual({ a: 1 })
})

test('what two devices answered to different questions comes together by itself', async () => {
  const { held, keeper } = server()
  const [one, other] = [keeper(), keeper()]
  one.set('a', 1)
  await one.flush()
  other.set('b', 2)
  await other.flush()
  await vi.waitFor(() => expect(other.view()).toMatchObject({ state: 'saved', answers: { a: 1, b: 2 } }))
  expect(held.answers).toEqual({ a: 1, b: 2 })
})

test.each(['mine', 'theirs'] as const)('of one question answered differently on two devices the person keeps one: %s', async (keep) => {
  const { held, keeper } = server({ a: 0 })
  const [one, other] = [keeper(), keeper()]
  one.set('a', 1)
  await one.flush()
  other.set('a', 2)
  await other.flush()
  expect(other.view()).toMatchObject({ state: 'conflict', contested: ['a'], answers: { a: 2 } })
  expect(held.answers).toEqual({ a: 1 })
  other.decide(keep)
  const stands = { a: keep === 'mine' ? 2 : 1 }
  await vi.waitFor(() => expect(other.view()).toMatchObject({ state: 'saved', answers: stands }))
  expect(held.answers).toEqual(stands)
})
