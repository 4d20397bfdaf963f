import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { routePolicy } from '../../shared/policy/routes.ts'

it('a route is named by one room alone: a second name would overrule the first in silence', () => {
  const rooms = new URL('../../shared/policy/', import.meta.url)
  const named = readdirSync(rooms).flatMap((room) =>
    [...readFileSync(new URL(room, rooms), 'utf8').matchAll(/^ {2}'([A-Z]+ \/[^']*)':/gm)].map(([, key]) => key),
  )
  expect(named.toSorted()).toEqual(Object.keys(routePolicy).toSorted())
})
