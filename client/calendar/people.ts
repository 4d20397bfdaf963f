/** Whose time is booked, and whose calendar has which colour. */
import { useMemo } from 'react'
import { fullName, useMe } from '../lib/session.ts'
import type { Person } from '../records/people.ts'
import { usePeople } from '../records/people.ts'
import type { Hue } from '../ui/hues.ts'

/** Those whose time is booked: coaches first, me in front, then Admins. */
export function useCoaches(): Person[] {
  const people = usePeople()
  const me = useMe().id
  return useMemo(() => {
    const able = people.filter(({ role, isActive }) => role !== 'SDR' && isActive !== false)
    const rank = ({ id, role }: Person) => (id === me ? 0 : role === 'Health Coach' ? 1 : 2)
    return able.toSorted((a, b) => rank(a) - rank(b) || fullName(a).localeCompare(fullName(b)))
  }, [people, me])
}

/** Meaning colours that stand for nothing on a calendar: red and green are what became of a visit, grey is nobody. */
const coachHues: readonly Hue[] = ['petrol', 'violet', 'amber', 'blue', 'plum', 'ember']

/** A colour for each id, the same for everybody who looks: coaches first, in the order they came. */
export function hueOf(id: number | null, coaches: readonly Person[]): Hue {
  const rank = ({ role }: Person) => (role === 'Health Coach' ? 0 : 1)
  const place = coaches.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id).findIndex((coach) => coach.id === id)
  return (place < 0 ? undefined : coachHues[place % coachHues.length]) ?? 'neutral'
}
