/** The demo clinic's people: staff, and somebody new whenever one is needed. */
import type { UserRole } from '../../shared/values.ts'
import { day, lastWorkTime } from './hours.ts'
import { happened, type Making } from './making.ts'
import { areaCodes, firstNames, lastNames, mailHosts } from './words.ts'

export interface Person {
  firstName: string
  lastName: string
  email: string
  phone: string
}

/** Somebody whose e-mail and phone number nobody else has. */
export function newPerson({ chance, taken }: Making): Person {
  const firstName = chance.pick(firstNames)
  const lastName = chance.pick(lastNames)
  const host = chance.pick(mailHosts)
  const plain = `${firstName}.${lastName}`.toLowerCase()
  const email = firstFree(taken, (attempt) => `${plain}${attempt ? attempt + 1 : ''}@${host}`)
  const phone = firstFree(taken, () => `+1${chance.pick(areaCodes)}55501${String(chance.between(0, 99)).padStart(2, '0')}`)
  return { firstName, lastName, email, phone }
}

function firstFree(taken: Set<string>, offer: (attempt: number) => string): string {
  for (let attempt = 0; ; attempt++) {
    const offered = offer(attempt)
    if (taken.has(offered)) continue
    taken.add(offered)
    return offered
  }
}

/** Twelve who work here, and one who has left. */
const people: [firstName: string, lastName: string, role: UserRole, left?: 'left'][] = [
  ['Eleanor', 'Whitfield', 'Admin'],
  ['Rashid', 'Karim', 'Admin'],
  ['Maya', 'Castellanos', 'SDR'],
  ['Jonah', 'Lindqvist', 'SDR'],
  ['Tasha', 'Monroe', 'SDR'],
  ['Kwame', 'Asante', 'SDR'],
  ['Brigid', 'Doyle', 'SDR'],
  ['Priyanka', 'Raman', 'Health Coach'],
  ['Owen', 'Baptiste', 'Health Coach'],
  ['Hana', 'Kobayashi', 'Health Coach'],
  ['Lucas', 'Ferreira', 'Health Coach'],
  ['Simone', 'Okonkwo', 'Health Coach'],
  ['Grant', 'Holloway', 'SDR', 'left'],
]
const openedDaysAgo = 620
const leftDaysAgo = 96

/** E-mail addresses by what people are called: `maya.castellanos@northgate.example.com`. */
export function hireStaff(making: Making): void {
  const { rows, staff, now, chance } = making
  for (const [index, [firstName, lastName, role, left]] of people.entries()) {
    const id = making.newId('user')
    const createdAt = lastWorkTime(new Date(now.getTime() - (openedDaysAgo - index * 4) * day), chance)
    const updatedAt = left ? lastWorkTime(new Date(now.getTime() - leftDaysAgo * day), chance) : createdAt
    const email = `${firstName}.${lastName}@northgate.example.com`.toLowerCase()
    rows.users.push({ id, email, firstName, lastName, role, isActive: !left, createdAt, updatedAt })
    const by = staff.admins[0] ?? null
    happened(making, { at: createdAt, on: ['user', id], action: 'created', by })
    if (left)
      happened(making, { at: updatedAt, on: ['user', id], action: 'updated', by, details: { changes: { isActive: [true, false] } } })
    groupOf(staff, role, left).push(id)
  }
}

function groupOf(staff: Making['staff'], role: UserRole, left: 'left' | undefined): number[] {
  if (left) return staff.former
  return { Admin: staff.admins, SDR: staff.sellers, 'Health Coach': staff.coaches }[role]
}

/** Who worked a lead that arrived then: today's SDRs, or the one who left. */
export function sellerAt({ staff, chance, now }: Making, arrived: Date): number {
  const beforeLeaving = arrived.getTime() < now.getTime() - (leftDaysAgo + 40) * day
  return chance.pick(beforeLeaving && chance.percent(18) ? staff.former : staff.sellers)
}
