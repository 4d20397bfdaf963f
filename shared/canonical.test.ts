import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, type Json } from './canonical.ts'

test('keys are in the order of their UTF-16 units, numbers and texts as RFC 8785 has them', () => {
  // Its own example, with what it becomes.
  const given = { numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27], string: '€$\u000f\nA\'B"\\\\"/', literals: [null, true, false] }
  expect(canonical(given)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
  expect(canonical({ '\u20ac': 1, '\r': 2, '\u{1f600}': 3, '1': 4, '\ufb33': 5 })).toBe(
    '{"\\r":2,"1":4,"\u20ac":1,"\u{1f600}":3,"\ufb33":5}',
  )
})

test('equal content is equal text, in whatever order it was written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
      const turned = Object.fromEntries(Object.entries(content).reverse())
      expect(canonical(turned as Json)).toBe(canonical(content as Json))
      expect(JSON.parse(canonical(content as Json))).toEqual(JSON.parse(JSON.stringify(content)))
    }),
  )
})

test('what is no JSON is refused', () => {
  expect(() => canonical(Number.NaN)).toThrow(TypeError)
  expect(() => canonical('\ud800')).toThrow(TypeError)
})
