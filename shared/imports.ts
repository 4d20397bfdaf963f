/** What a list can be imported into, column by column. A leaf without dependencies, so that the browser may import it too. */
import { contactStages, leadReadinesses, leadSources, leadStatuses } from './values.ts'

export const importKinds = ['leads', 'contacts'] as const
export type ImportKind = (typeof importKinds)[number]

/** `fullName` is split into first and last name; several columns may go to `notes`. */
export const importFields = [
  'firstName',
  'lastName',
  'fullName',
  'email',
  'phone',
  'status',
  'leadSource',
  'leadReadiness',
  'leadOutcome',
  'leadType',
  'owner',
  'stage',
  'healthCoach',
  'notes',
  'createdAt',
  'externalId',
] as const
export type ImportField = (typeof importFields)[number]

const both = ['firstName', 'lastName', 'fullName', 'email', 'phone', 'notes', 'createdAt', 'externalId'] as const

export const fieldsOf: Record<ImportKind, readonly ImportField[]> = {
  leads: [...both, 'status', 'leadSource', 'leadReadiness', 'leadOutcome', 'leadType', 'owner', 'healthCoach'],
  contacts: [...both, 'stage', 'healthCoach'],
}

/** Fields whose values come from one of our lists; `owner` and `healthCoach` come from the staff instead. */
export const listedFields = {
  status: leadStatuses,
  leadSource: leadSources,
  leadReadiness: leadReadinesses,
  stage: contactStages,
} as const satisfies Partial<Record<ImportField, readonly string[]>>
export type ListedField = keyof typeof listedFields

export const staffFields = ['owner', 'healthCoach'] as const satisfies readonly ImportField[]
export type StaffField = (typeof staffFields)[number]

export function isListedField(field: ImportField): field is ListedField {
  return field in listedFields
}

export function isStaffField(field: ImportField): field is StaffField {
  return field === 'owner' || field === 'healthCoach'
}

/** Without these a person can't be written; a rule may fill them where the file leaves them empty. */
export const requiredFields = ['firstName', 'lastName', 'email'] as const satisfies readonly ImportField[]
export type RequiredField = (typeof requiredFields)[number]

/** How a person of the file is known to be one we have: a match on any of these. */
export const matchers = ['email', 'phone', 'externalId'] as const
export type Matcher = (typeof matchers)[number]

/** What happens to a person we have already: left alone, their empty fields filled, or written a second time. */
export const duplicateRules = ['skip', 'fill', 'create'] as const
export type DuplicateRule = (typeof duplicateRules)[number]

export const dateOrders = ['dayFirst', 'monthFirst'] as const
export type DateOrder = (typeof dateOrders)[number]

/**
 * `uploading` is not whole yet; `draft` is uploaded and being mapped; `checking` and `checked` are the dry run; `undoing` and `undone` take back
 * what `done` wrote. `failed` wrote nothing.
 */
export const importStates = ['uploading', 'draft', 'checking', 'checked', 'running', 'done', 'failed', 'undoing', 'undone'] as const
export type ImportState = (typeof importStates)[number]

/** `from` is the file's own word (or staff member's e-mail or name); `to` is ours, a user id for staff, null for the default. */
export type ValueRule = { field: ImportField; from: string; to: string | number | null }

/** Everything the person at the screen decides about one file. */
export type ImportSettings = {
  columns: { column: string; field: ImportField }[]
  values: ValueRule[]
  /** What a value none of the rules names does: take the field's default, or refuse the row. */
  unlisted: 'default' | 'reject'
  /** Fills a required field left empty: text with `{Column}` in it, as in `{Id}@import.invalid`. */
  missing: { field: RequiredField; template: string }[]
  matchBy: Matcher[]
  duplicates: DuplicateRule
  stripDigits: boolean
  dateOrder: DateOrder
  /** Two letters; the country of phone numbers written without one. */
  country: string
  /** Who gets the records whose row names nobody: the owner of leads, the coach of contacts. */
  assignTo: number | null
}

/** What is to be known of a row: `refused` and `duplicate` were not imported, `warning` was, `kept` survived an undo. */
export const rowOutcomes = ['refused', 'duplicate', 'warning', 'kept'] as const
export type RowOutcome = (typeof rowOutcomes)[number]

export const importLimits = { bytes: 1024 ** 3, rows: 2_000_000, templateCharacters: 200, valueRules: 2000 } as const

export type CellShape = 'email' | 'phone' | 'date' | 'name' | 'nameWithDigits' | 'twoWords'
/** What a column of a file holds. `values` is null once there are too many different ones to map one by one. */
export type ColumnProfile = {
  filled: number
  looked: number
  shapes: Record<CellShape, number>
  samples: string[]
  values: { value: string; count: number }[] | null
  dayFirst: number
  monthFirst: number
}
export type FileColumn = { column: string; profile: ColumnProfile }
