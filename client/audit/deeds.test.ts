import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { knownActions } from './deeds.ts'

test('each act that the server logs has words of its own, and can be asked for', () => {
  const files = globSync('server/**/*.ts').filter((file) => !/test/.test(file) && !file.startsWith('server/demo'))
  const logged = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/entityType[^\n]*\baction: (?:\w+ \? '(\w+)' : )?'(\w+)'/g)].flatMap(([, one, other]) => [
      one,
      other,
    ]),
  )
  expect(logged.length).toBeGreaterThan(40)
  expect(logged.filter((action) => action !== undefined && !knownActions.includes(action))).toEqual([])
})
