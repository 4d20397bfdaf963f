/** Exports: what a list shows, under the same filters, as one CSV file. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { appointmentAccess } from '../rows/appointments.ts'
import { contactAccess } from '../rows/contacts.ts'
import { leadAccess } from '../rows/leads.ts'
import { taskAccess } from '../rows/tasks.ts'
import { AppointmentQuery } from './appointments.ts'
import { ContactQuery } from './contacts.ts'
import { LeadQuery } from './leads.ts'
import { PaymentQuery, paymentAccess } from './payments.ts'
import { TaskQuery } from './tasks.ts'

/** Beside each reference to a member of staff stands their name. */
const staffNames: Record<string, string> = {
  ownerId: 'ownerName',
  healthCoachBookedWith: 'healthCoachBookedWithName',
  healthCoachId: 'healthCoachName',
  assignedToId: 'assignedToName',
  createdById: 'createdByName',
  userId: 'userName',
  recordedById: 'recordedByName',
}
export const staffNameOf = (column: string): string | undefined => staffNames[column]

/** Every column an export may hold, in its usual order. */
export function exportColumns(access: Record<string, string>): [string, ...string[]] {
  const shown = Object.keys(access).filter((column) => access[column] !== 'secret')
  const columns = shown.flatMap((column) => [column, ...(staffNames[column] ? [staffNames[column]] : [])])
  return ['id', ...columns.filter((column) => column !== 'id')]
}

const options = (access: Record<string, string>) => ({
  columns: z
    .array(z.enum(exportColumns(access)))
    .min(1)
    .max(50)
    .optional()
    .describe('Which columns, in which order; all without it'),
  escapeFormulas: z.boolean().default(true).describe('Puts an apostrophe before what a spreadsheet would run as a formula'),
  bom: z.boolean().default(false).describe('Starts with a byte order mark, by which Excel knows UTF-8'),
})
const whole = { limit: true, cursor: true, count: true } as const

export const exportApi = {
  leads: endpoint('GET', '/exports/leads.csv', {
    summary: 'Leads as CSV',
    query: LeadQuery.omit(whole).extend(options(leadAccess)).strict(),
    produces: 'text/csv',
  }),
  contacts: endpoint('GET', '/exports/contacts.csv', {
    summary: 'Contacts as CSV',
    query: ContactQuery.omit(whole).extend(options(contactAccess)).strict(),
    produces: 'text/csv',
  }),
  tasks: endpoint('GET', '/exports/tasks.csv', {
    summary: 'Tasks as CSV',
    query: TaskQuery.omit(whole).extend(options(taskAccess)).strict(),
    produces: 'text/csv',
  }),
  appointments: endpoint('GET', '/exports/appointments.csv', {
    summary: 'Appointments as CSV',
    query: AppointmentQuery.omit(whole).extend(options(appointmentAccess)).strict(),
    produces: 'text/csv',
  }),
  payments: endpoint('GET', '/exports/payments.csv', {
    summary: 'The ledger as CSV',
    query: PaymentQuery.omit(whole).extend(options(paymentAccess)).strict(),
    produces: 'text/csv',
  }),
}
