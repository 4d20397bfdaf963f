/** Staff by name. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import { type Person, peopleQuery } from './queries.ts'

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
