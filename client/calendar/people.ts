/** Staff by name, and whose calendar has which colour. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import type { Hue } from '../ui/hues.ts'

export type Person = ApiReply<'GET /users'>['data'][number]

/** Who is signed in, as the policy asks for it. */
export function useActor() {
  const { id, role } = useMe()
  return useMemo(() => ({ userId: id, role }), [id, role])
}

export const staffQuery = queryOptions({
  queryKey: ['users', 'calendar'],
  queryFn: async ({ signal }) => (await call('GET /users', { query: { limit: 200 }, signal })).data,
  staleTime: 5 * 60_000,
})

/** Those whose time is booked: coaches first, me in front, then Admins. */
export function useCoaches(): Person[] {
  const { data } = useQuery(staffQuery)
  const me = useMe().id
  return useMemo(() => {
    const able = (data ?? []).filter(({ role, isActive }) => role !== 'SDR' && isActive !== false)
    const rank = ({ id, role }: Person) => (id === me ? 0 : role === 'Health Coach' ? 1 : 2)
    return able.toSorted((a, b) => rank(a) - rank(b) || fullName(a).localeCompare(fullName(b)))
  }, [data, me])
}

export function useNameOf(): (id: number | null) => string {
  const { data } = useQuery(staffQuery)
  return useMemo(() => {
    const names = new Map((data ?? []).map((person) => [person.id, fullName(person)]))
    return (id) => (id === null ? t('calendar.nobody') : (names.get(id) ?? t('calendar.formerStaff')))
  }, [data])
}

/** Meaning colours that stand for nothing on a calendar: red and green are what became of a visit, grey is nobody. */
const coachHues: readonly Hue[] = ['petrol', 'violet', 'amber', 'blue', 'plum', 'ember']

/** A colour for each id, the same for everybody who looks: coaches first, in the order they came. */
export function hueOf(id: number | null, coaches: readonly Person[]): Hue {
  const rank = ({ role }: Person) => (role === 'Health Coach' ? 0 : 1)
  const place = coaches.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id).findIndex((coach) => coach.id === id)
  return (place < 0 ? undefined : coachHues[place % coachHues.length]) ?? 'neutral'
}
