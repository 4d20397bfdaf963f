/** Staff by name. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'

export type Person = ApiReply<'GET /users'>['data'][number]
export type NameOf = (id: number | null) => string

const nobody: readonly Person[] = []

export function usePeople(): readonly Person[] {
  return useQuery(peopleQuery).data ?? nobody
}

/** Nobody without an id; somebody who left and is no longer listed is former staff. */
export function useNameOf(): NameOf {
  const people = usePeople()
  return useMemo(() => {
    const names = new Map(people.map((person) => [person.id, fullName(person)]))
    const unknown = people.length > 0 ? t('leads.formerStaff') : ''
    return (id) => (id === null ? t('leads.nobody') : (names.get(id) ?? unknown))
  }, [people])
}

/** Those who may still be given work, me first, then by name. */
export function useColleagues(): Person[] {
  const people = usePeople()
  const me = useMe().id
  return useMemo(() => {
    const active = people.filter(({ isActive }) => isActive !== false)
    return active.toSorted((a, b) => Number(b.id === me) - Number(a.id === me) || fullName(a).localeCompare(fullName(b)))
  }, [people, me])
}

/** Who is signed in, as the policy asks for it. */
export function useActor() {
  const { id, role } = useMe()
  return useMemo(() => ({ userId: id, role }), [id, role])
}

/** All staff: names stand on every row, and a clinic's staff fits a few pages. */
const peopleQuery = queryOptions({
  queryKey: ['users', 'people'],
  queryFn: async ({ signal }) => {
    const people: Person[] = []
    let cursor: string | undefined
    do {
      const page = await call('GET /users', { query: { limit: 200, cursor }, signal })
      people.push(...page.data)
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    return people
  },
  staleTime: 5 * 60_000,
})
