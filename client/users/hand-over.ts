/** What somebody holds, kind by kind, and who takes it. */
import type { HandOver, Holdings } from './queries.ts'

export type HeldKind = 'leads' | 'contacts' | 'tasks' | 'appointments'
export type Held = { kind: HeldKind; count: number; beside?: { words: 'handOver.booked' | 'handOver.series'; count: number } }
/** An id, or nobody on purpose. */
export type Takers = { [K in HeldKind]?: number | null }

/** Only what there is. */
export function heldOf(holdings: Holdings | undefined): Held[] {
  if (!holdings) return []
  const { leads, bookedLeads, contacts, tasks, series, appointments } = holdings
  const all: Held[] = [
    { kind: 'leads', count: leads },
    { kind: 'contacts', count: contacts, ...(bookedLeads > 0 ? { beside: { words: 'handOver.booked', count: bookedLeads } } : {}) },
    { kind: 'tasks', count: tasks, ...(series > 0 ? { beside: { words: 'handOver.series', count: series } } : {}) },
    { kind: 'appointments', count: appointments },
  ]
  return all.filter(({ count, beside }) => count > 0 || beside !== undefined)
}

export function bodyOf(takers: Takers, { deactivate, unassign }: { deactivate: boolean; unassign: boolean }): HandOver {
  const { leads, contacts, tasks, appointments } = takers
  return {
    leadsTo: leads,
    contactsTo: contacts,
    tasksTo: tasks,
    appointmentsTo: appointments,
    clashes: unassign ? 'unassign' : 'refuse',
    deactivate,
  }
}
