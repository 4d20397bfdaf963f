import { expect, test } from 'vitest'
import { stepsOf } from './stepper.ts'

const passage = (stage: string, enteredAt: string, leftAt: string | null = null, reason: string | null = null) => ({
  stage,
  enteredAt,
  leftAt,
  enteredById: 7,
  reason,
})

test('each step says when it was reached; those ahead are open', () => {
  const steps = stepsOf('HHQ Signed', [
    passage('HHQ Started', '2026-11-14T10:00:00.000Z', '2026-11-16T10:00:00.000Z'),
    passage('HHQ Signed', '2026-11-16T10:00:00.000Z'),
  ])
  expect(steps.map(({ state }) => state)).toEqual(['done', 'here', 'ahead', 'ahead', 'ahead'])
  expect(steps[1]?.enteredAt).toBe('2026-11-16T10:00:00.000Z')
})

test('a lead that went back counts from the last time it entered, with the reason that was given', () => {
  const steps = stepsOf('HHQ Started', [
    passage('HHQ Started', '2026-11-01T10:00:00.000Z', '2026-11-02T10:00:00.000Z'),
    passage('HHQ Signed', '2026-11-02T10:00:00.000Z', '2026-11-03T10:00:00.000Z'),
    passage('HHQ Started', '2026-11-03T10:00:00.000Z', null, 'Signed the wrong form'),
  ])
  expect(steps[0]).toMatchObject({ state: 'here', enteredAt: '2026-11-03T10:00:00.000Z', reason: 'Signed the wrong form' })
})
