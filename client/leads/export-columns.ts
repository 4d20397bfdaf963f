/** The columns of the table as an export names them. */
import type { ApiInput } from '#shared/api'
import { leadFields } from './fields.tsx'

type ExportColumn = NonNullable<NonNullable<ApiInput<'GET /exports/leads.csv'>['query']>['columns']>[number]

/** People go out by name; the name column is two fields. In the table's order. */
export function exportColumns(shown: string): ExportColumn[] {
  const ids = shown.split(',')
  const fields = leadFields.filter(({ name, column }) => column && ids.includes(name)).map(({ name }) => name)
  return ['firstName', 'lastName', ...fields.map((name) => staffNames[name] ?? name)]
}

const staffNames: Partial<Record<string, ExportColumn>> = { ownerId: 'ownerName', healthCoachBookedWith: 'healthCoachBookedWithName' }
