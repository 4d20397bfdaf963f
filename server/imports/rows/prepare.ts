/** One row of a file into one person of ours, by the settings, with everything that is wrong with it at once. */
import { hash } from 'node:crypto'
import { type ImportField, type ImportSettings, isListedField, isStaffField, requiredFields } from '#shared/imports'
import { limits } from '#shared/values'
import { plainCell } from '../reading/cells.ts'
import { type DateReader, dateReader } from './dates.ts'
import { asMailbox, readEmail } from './emails.ts'
import { splitFullName, tidyText, withoutDigits } from './names.ts'
import { type PhoneReader, phoneReader } from './phones.ts'
import { type ValueReader, valueReader } from './values.ts'

export type RowProblem = { field: ImportField | null; message: string }
/** Texts by field; staff fields hold a user id. A missing field takes the table's default. */
export type PreparedRow = {
  fields: Partial<Record<ImportField, string>>
  phoneKey: string | undefined
  fingerprint: string
  errors: RowProblem[]
  warnings: RowProblem[]
}
export type Prepare = (cells: string[]) => PreparedRow

type Readers = { settings: ImportSettings; phone: PhoneReader; date: DateReader; value: ValueReader }
type Source = { field: ImportField; at: number; column: string }

/** `ownWidth` is how many of the columns the file itself has; the others were joined to it. */
export function preparer(settings: ImportSettings, headers: string[], ownWidth: number): Prepare {
  const readers = {
    settings,
    phone: phoneReader(settings.country),
    date: dateReader(settings.dateOrder),
    value: valueReader(settings),
  }
  const sources = settings.columns.flatMap(({ column, field }) => {
    const at = headers.indexOf(column)
    return at < 0 ? [] : [{ field, at, column }]
  })
  const fillers = settings.missing.map(({ field, template }) => ({ field, fill: templateOf(template, field, headers) }))
  const severalNotes = sources.filter((source) => source.field === 'notes').length > 1
  return (typed) => {
    const cells = typed.map(plainCell)
    const row: PreparedRow = { fields: {}, phoneKey: undefined, fingerprint: fingerprintOf(cells, ownWidth), errors: [], warnings: [] }
    refuseRagged(row, typed, headers.length)
    for (const source of sources) readCell(row, source, cells[source.at] ?? '', readers, severalNotes ? 'labelled' : 'plain')
    for (const { field, fill } of fillers) row.fields[field] ||= fill(cells)
    finish(row)
    return row
  }
}

/** Equal rows of the same list have equal fingerprints, whatever they are mapped to. */
function fingerprintOf(cells: string[], ownWidth: number): string {
  const own = cells.slice(0, ownWidth).map((cell) => cell.trim())
  return hash('md5', own.slice(0, own.findLastIndex((cell) => cell !== '') + 1).join('\x1f'))
}

function refuseRagged(row: PreparedRow, cells: string[], width: number): void {
  if (cells.length <= width || cells.slice(width).every((cell) => cell.trim() === '')) return
  row.errors.push({ field: null, message: `has ${cells.length} cells where the header has ${width}` })
}

function readCell(row: PreparedRow, source: Source, cell: string, readers: Readers, notes: 'plain' | 'labelled'): void {
  const { field } = source
  const text = field === 'notes' ? cell.trim() : tidyText(cell)
  if (text === '') return
  if (field === 'notes') addNotes(row, notes === 'plain' ? text : `${source.column}: ${text}`)
  else if (field === 'fullName') addFullName(row, text, readers.settings)
  else if (field === 'firstName' || field === 'lastName') row.fields[field] = nameOf(text, readers.settings)
  else if (field === 'email') addEmail(row, text)
  else if (field === 'phone') addPhone(row, text, readers.phone)
  else if (field === 'createdAt') addDate(row, text, readers.date)
  else if (isListedField(field) || isStaffField(field)) addValue(row, field, text, readers.value)
  else row.fields[field] = text
}

function addNotes(row: PreparedRow, text: string): void {
  const before = row.fields.notes
  row.fields.notes = before ? `${before}\n${text.toWellFormed()}` : text.toWellFormed()
}

function nameOf(text: string, settings: ImportSettings): string {
  return settings.stripDigits ? withoutDigits(text) : text
}

/** Columns for first and last name say more than a whole name does. */
function addFullName(row: PreparedRow, text: string, settings: ImportSettings): void {
  const { firstName, lastName } = splitFullName(nameOf(text, settings))
  row.fields.firstName ||= firstName
  row.fields.lastName ||= lastName
}

function addEmail(row: PreparedRow, text: string): void {
  const email = readEmail(text)
  if (email) row.fields.email = email
  else row.errors.push({ field: 'email', message: 'is no valid address' })
}

function addPhone(row: PreparedRow, text: string, read: PhoneReader): void {
  const { phone, isNumber } = read(text)
  row.fields.phone = phone
  row.phoneKey = isNumber ? phoneKeyOf(phone) : undefined
  if (!isNumber) row.warnings.push({ field: 'phone', message: 'is no complete phone number; it is kept as it was typed' })
}

/** The last ten digits, extension aside; the same expression stands in SQL in `match-storage.ts`. */
function phoneKeyOf(phone: string): string {
  const [number = ''] = phone.split(' ext')
  return number.replace(/\D/g, '').slice(-10)
}

function addDate(row: PreparedRow, text: string, read: DateReader): void {
  const date = read(text)
  if (date) row.fields.createdAt = date
  else row.warnings.push({ field: 'createdAt', message: 'is no date we can read; today is used instead' })
}

function addValue(row: PreparedRow, field: ImportField, text: string, read: ValueReader): void {
  const value = read(field, text)
  if (value === 'unlisted') row.errors.push({ field, message: `"${text.slice(0, 100)}" is none of our values` })
  else if (value !== undefined) row.fields[field] = value
}

function templateOf(template: string, field: ImportField, headers: string[]): (cells: string[]) => string {
  const parts = template.split(/(\{[^{}]+\})/)
  return (cells) => {
    const filled = parts.map((part) => {
      const at = part.startsWith('{') ? headers.indexOf(part.slice(1, -1)) : -1
      if (at < 0) return part
      const cell = (cells[at] ?? '').trim()
      return field === 'email' ? asMailbox(cell) : cell
    })
    return tidyText(filled.join(''))
  }
}

const longest: Partial<Record<ImportField, number>> = {
  firstName: limits.name,
  lastName: limits.name,
  leadOutcome: limits.shortText,
  leadType: limits.shortText,
  externalId: limits.shortText,
  notes: limits.notes,
}

function finish(row: PreparedRow): void {
  for (const field of requiredFields) {
    const said = row.errors.some((problem) => problem.field === field)
    if (!row.fields[field] && !said) row.errors.push({ field, message: 'is missing' })
  }
  const email = row.fields.email
  if (email && !readEmail(email)) row.errors.push({ field: 'email', message: 'is missing, and the rule for it makes no valid address' })
  for (const [field, most] of longestEntries) {
    const length = row.fields[field]?.length ?? 0
    if (length > most) row.errors.push({ field, message: `is ${length} characters long; at most ${most} fit` })
  }
}

const longestEntries = (Object.keys(longest) as ImportField[]).flatMap((field): [ImportField, number][] => {
  const most = longest[field]
  return most === undefined ? [] : [[field, most]]
})
