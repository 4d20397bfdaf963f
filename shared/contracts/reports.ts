/** Figures. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'

/** What the navigation shows beside its pages, for the one who asks. */
export const WorkCounts = z
  .object({
    leads: z.object({ total: z.int(), mine: z.int(), unassigned: z.int() }),
    contacts: z.object({ mine: z.int() }),
    tasks: z.object({ open: z.int(), overdue: z.int() }).describe('Assigned to the caller'),
    appointments: z.object({ today: z.int() }).describe("The caller's, on the clinic's calendar day"),
  })
  .meta({ id: 'WorkCounts' })

export const reportApi = {
  work: endpoint('GET', '/reports/work', { summary: "The caller's own work in figures", reply: WorkCounts }),
}
