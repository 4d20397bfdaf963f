import { expect, test } from 'vitest'
import { bodyOf, heldOf } from './hand-over.ts'

const nothing = { userId: 1, leads: 0, bookedLeads: 0, contacts: 0, tasks: 0, series: 0, appointments: 0 }

test('only what somebody holds is asked about; leads booked with them go with their patients, what comes again with their tasks', () => {
  expect(heldOf(undefined)).toEqual([])
  expect(heldOf({ ...nothing, leads: 2, bookedLeads: 1, series: 3 })).toEqual([
    { kind: 'leads', count: 2 },
    { kind: 'contacts', count: 0, beside: { words: 'handOver.booked', count: 1 } },
    { kind: 'tasks', count: 0, beside: { words: 'handOver.series', count: 3 } },
  ])
})

test('nobody on purpose is sent as null, what stays is not sent', () => {
  expect(JSON.parse(JSON.stringify(bodyOf({ leads: null, tasks: 7 }, { deactivate: false, unassign: true })))).toEqual({
    leadsTo: null,
    tasksTo: 7,
    clashes: 'unassign',
    deactivate: false,
  })
})
