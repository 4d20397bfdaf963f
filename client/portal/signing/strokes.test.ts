import { expect, test } from 'vitest'
import { strokesOf } from './strokes.ts'

test('strokes are whole numbers in turn, empty ones left out, long ones thinned', () => {
  expect(
    strokesOf([
      {
        points: [
          { x: 1.4, y: 2.6 },
          { x: 90_000, y: -1 },
        ],
      },
      { points: [] },
    ]),
  ).toEqual([[1, 3, 4000, -1]])
  const [long = []] = strokesOf([{ points: Array.from({ length: 5000 }, (_, at) => ({ x: at / 10, y: 0 })) }])
  expect(long.length).toBeLessThanOrEqual(4000)
})
