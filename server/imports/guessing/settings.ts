/** The first proposal for a file nobody has mapped before. */
import {
  type FileColumn,
  type ImportField,
  type ImportKind,
  type ImportSettings,
  isListedField,
  isStaffField,
  type ValueRule,
} from '#shared/imports'
import { guessColumns } from './columns.ts'
import { guessValue } from './values.ts'

export type StaffMember = { id: number; email: string; firstName: string; lastName: string }

export function guessSettings(kind: ImportKind, columns: FileColumn[], staff: StaffMember[]): ImportSettings {
  const mapped = guessColumns(kind, columns)
  return {
    columns: mapped,
    values: guessValues(mapped, columns, staff),
    unlisted: 'default',
    missing: [],
    matchBy: ['email', 'externalId'],
    duplicates: 'skip',
    stripDigits: haveDigits(mapped, columns),
    dateOrder: columns.some(({ profile }) => profile.dayFirst > 0) ? 'dayFirst' : 'monthFirst',
    country: 'US',
    assignTo: null,
  }
}

/** Rules for every value we think we know; ours in our own spelling need none. */
export function guessValues(mapped: ImportSettings['columns'], columns: FileColumn[], staff: StaffMember[]): ValueRule[] {
  return mapped.flatMap(({ column, field }) => {
    const values = columns.find((other) => other.column === column)?.profile.values ?? []
    return values.flatMap(({ value }): ValueRule[] => {
      const to = meaning(field, value, staff)
      return to === undefined || to === value ? [] : [{ field, from: value, to }]
    })
  })
}

function meaning(field: ImportField, value: string, staff: StaffMember[]): string | number | undefined {
  if (isListedField(field)) return guessValue(field, value)
  return isStaffField(field) ? findStaff(value, staff) : undefined
}

function findStaff(value: string, staff: StaffMember[]): number | undefined {
  const wanted = value.trim().toLowerCase()
  const found = staff.filter((member) => {
    const names = [member.email, `${member.firstName} ${member.lastName}`, `${member.lastName}, ${member.firstName}`]
    return names.some((name) => name.toLowerCase() === wanted)
  })
  return found.length === 1 ? found[0]?.id : undefined
}

/** Nearly every name ends in digits: a generator made them, and no patient is called so. */
function haveDigits(mapped: ImportSettings['columns'], columns: FileColumn[]): boolean {
  return mapped.some(({ column, field }) => {
    if (field !== 'firstName' && field !== 'lastName' && field !== 'fullName') return false
    const profile = columns.find((other) => other.column === column)?.profile
    return profile !== undefined && profile.looked > 0 && profile.shapes.nameWithDigits / profile.looked > 0.8
  })
}
