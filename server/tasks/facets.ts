/** Counts for each filter value of the task list. */
import type { Db } from '../db/connection.ts'
import { type Group, groupTasks } from './cards-storage.ts'

const counted = ['status', 'priority', 'assignedToId', 'createdById'] as const
type Counted = (typeof counted)[number]

export async function taskFacets(db: Db, query: Record<string, unknown>, now: Date) {
  const isCounted = (name: string) => counted.some((each) => each === name)
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const others = Object.fromEntries(given.filter(([name]) => !isCounted(name)))
  const asked = Object.fromEntries(given.filter(([name]) => isCounted(name))) as Partial<Record<Counted, unknown[]>>
  const groups = await groupTasks(db, others, now)
  const { dueDate, dueDateFrom, dueDateTo, ...anyDue } = others
  // Filters of due dates would hide what else is due: those are counted without them.
  const ofAnyDue = dueDate || dueDateFrom || dueDateTo ? await groupTasks(db, anyDue, now) : groups
  const passes = (group: Group, but?: Counted) =>
    counted.every((name) => name === but || !asked[name] || asked[name].map(String).includes(String(group[name] ?? 'none')))
  const facet = (name: Counted) =>
    sums(
      groups.filter((group) => passes(group, name)),
      (group) => group[name],
    )
  return {
    total: groups.filter((group) => passes(group)).reduce((sum, { n }) => sum + n, 0),
    status: facet('status'),
    priority: facet('priority'),
    assignedToId: facet('assignedToId'),
    createdById: facet('createdById'),
    due: sums(
      ofAnyDue.filter((group) => passes(group)),
      ({ due }) => due,
    ),
  }
}

function sums<Value extends string | number | null>(groups: readonly Group[], keyOf: (group: Group) => Value) {
  const counts = new Map<Value, number>()
  for (const group of groups) counts.set(keyOf(group), (counts.get(keyOf(group)) ?? 0) + group.n)
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
}
