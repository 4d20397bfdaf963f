/** Which column is which field: by what its header says and by what its cells look like. */
import { type ColumnProfile, type FileColumn, fieldsOf, type ImportField, type ImportKind } from '#shared/imports'
import { headerWords, misleadingWords } from './words.ts'

const worthGuessing = 0.5

/** Each field at most once; the surest guess takes its column first. A whole name counts only where its parts are missing. */
export function guessColumns(kind: ImportKind, columns: FileColumn[]): { column: string; field: ImportField }[] {
  const guessed = assign(fieldsOf[kind], columns)
  const has = (field: ImportField) => guessed.some((guess) => guess.field === field)
  if (!has('fullName') || !has('firstName') || !has('lastName')) return guessed
  return assign(
    fieldsOf[kind].filter((field) => field !== 'fullName'),
    columns,
  )
}

function assign(fields: readonly ImportField[], columns: FileColumn[]): { column: string; field: ImportField }[] {
  const scored = columns
    .flatMap(({ column, profile }) => fields.map((field) => ({ column, field, score: score(field, column, profile) })))
    .filter((guess) => guess.score >= worthGuessing)
    .sort((a, b) => b.score - a.score)
  const taken: { column: string; field: ImportField }[] = []
  for (const { column, field } of scored) {
    if (taken.some((other) => other.column === column || other.field === field)) continue
    taken.push({ column, field })
  }
  return columns.flatMap(({ column }) => taken.filter((guess) => guess.column === column))
}

function score(field: ImportField, column: string, profile: ColumnProfile): number {
  const said = headerScore(field, wordsOf(column))
  const seen = shapeScore(field, profile)
  if (seen === 'contradicts') return 0
  if (seen === 'agrees') return Math.max(said, field === 'email' ? 0.7 : 0) + 0.05
  return said
}

/** Words that mean a name only when nothing stands beside them: not in "Last page seen". */
const aloneOnly = new Set(['first', 'last'])

/** 1 for a header that is one of the field's names, less the more other words there are. */
function headerScore(field: ImportField, words: string[]): number {
  const joined = words.join(' ')
  let best = 0
  headerWords[field].forEach((name, rank) => {
    const parts = name.split(' ')
    if (joined === name || words.join('') === name.replaceAll(' ', '')) best = Math.max(best, 1 - rank / 100)
    else if (!aloneOnly.has(name) && parts.every((part) => words.includes(part)) && !misleads(words, parts)) {
      best = Math.max(best, 0.55 + 0.3 * (parts.length / words.length) - rank / 100)
    }
  })
  return best
}

function misleads(words: string[], parts: string[]): boolean {
  return words.some((word) => misleadingWords.has(word) && !parts.includes(word))
}

/** `Person - Email - Work`, `emails.primaryEmail` and `FIRST_NAME` as lower case words without accents. */
export function wordsOf(header: string): string[] {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

const fewCells = 3

/** Cells overrule a header: a column called "Email" that holds yes and no is not the address. A cell or two prove nothing. */
function shapeScore(field: ImportField, profile: ColumnProfile): 'agrees' | 'contradicts' | 'silent' {
  const wanted = shapeOf[field]
  if (profile.looked === 0 || wanted === 'any') return 'silent'
  const share = (count: number) => count / profile.looked
  const others = share(profile.shapes.email + profile.shapes.date + profile.shapes.phone)
  const fits = wanted === 'other' ? others <= 0.5 : share(profile.shapes[wanted]) > 0.4
  if (fits) return wanted === 'other' ? 'silent' : 'agrees'
  return profile.looked < fewCells ? 'silent' : 'contradicts'
}

/** What a field's cells look like; `other` is anything but addresses, numbers and dates. */
const shapeOf: Record<ImportField, 'email' | 'phone' | 'date' | 'other' | 'any'> = {
  email: 'email',
  phone: 'phone',
  createdAt: 'date',
  firstName: 'other',
  lastName: 'other',
  fullName: 'other',
  status: 'other',
  leadSource: 'other',
  leadReadiness: 'other',
  leadOutcome: 'other',
  leadType: 'other',
  stage: 'other',
  owner: 'any',
  healthCoach: 'any',
  notes: 'any',
  externalId: 'any',
}
