/** The tables that only grow, and how a row of each is written as the line of text that is sealed. */
import type { trails } from '../../../shared/schema/audit.ts'

export type Trail = (typeof trails)[number]

export const trailTables: Record<Trail, { table: string; line: string; sequence: string; at: string }> = {
  activity: { table: 'activity_logs', line: 'activity_line', sequence: 'activity_logs_id_seq', at: 'created_at' },
  access: { table: 'access_log', line: 'access_line', sequence: 'access_log_id_seq', at: 'at' },
  exports: { table: 'exported_records', line: 'exported_line', sequence: 'exported_records_id_seq', at: 'at' },
}

export interface TrailRow {
  id: number
  line: string
}
