/** The small vocabulary from which every request and reply schema is made. */
import { z } from 'zod'
import { largestId, limits } from './values.ts'

const storable = (value: string) => value.isWellFormed() && !value.includes('\u0000')
const storableError = 'holds characters that cannot be stored (NUL or half of a surrogate pair)'

/** Line breaks and other controls, and marks that turn the direction of what stands behind them, in a list or a letter. */
const unruly = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u
const isOneLine = (value: string) => !storable(value) || !unruly.test(value)
const oneLineError = 'holds a line break or another character that is not shown'
/** Nothing that anybody could see. */
export const isBlank = (value: string) => /^[\s\p{Cf}]*$/u.test(value)

const trimmed = (longest: number) => z.string().trim().max(longest).refine(storable, storableError)
const required = (longest: number) =>
  trimmed(longest)
    .min(1, 'is required')
    .refine((value) => value === '' || !isBlank(value), 'is required')
/** A required single line: trimmed, not blank. */
export const line = (longest: number) => required(longest).refine(isOneLine, oneLineError)
/** A required text of one or more lines. */
export const passage = required
/** Free text, kept as typed. */
export const prose = (longest: number) => z.string().max(longest).refine(storable, storableError)
/** What somebody searches for, in so many words that each can be looked for. */
export const searchText = prose(limits.shortText).refine((text) => text.trim().split(/\s+/).length <= 20, 'holds more than 20 words')
/** An optional single line; an empty one becomes null. */
export const optionalLine = (longest: number) =>
  trimmed(longest)
    .refine(isOneLine, oneLineError)
    .nullable()
    .transform((value) => value || null)
/** An optional text of one or more lines; an empty one becomes null. */
export const optionalPassage = (longest: number) =>
  trimmed(longest)
    .nullable()
    .transform((value) => value || null)
export const optionalProse = (longest: number) => prose(longest).nullable()

export const Id = z.int().min(1).max(largestId)
export const OptionalId = Id.nullable()

export const emailAddress = z
  .string()
  .trim()
  .max(limits.email)
  .pipe(z.email('is not an e-mail address, for example name@clinic.org'))
  .refine(storable, storableError)

/** Only http(s) links are stored, so that a click can never run a script. */
export const webLink = z
  .string()
  .trim()
  .max(limits.url)
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), 'is not an http(s) link')

const earliest = Date.UTC(1900, 0, 1)
const latest = Date.UTC(2200, 0, 1)

const timeError = 'is not a time such as 2026-11-22T10:15:00Z'

/** A time on the way in: RFC 3339 with an offset (its letters may be small), between the years 1900 and 2200. */
export const Instant = z
  .string({ error: timeError })
  .toUpperCase()
  .check(z.iso.datetime({ offset: true, abort: true, error: timeError }))
  .refine((value) => {
    const time = Date.parse(value)
    // What is no time at all has been said above.
    return !(time < earliest || time >= latest)
  }, 'is not a time between the years 1900 and 2200')
  .transform((value) => new Date(value))

/** A time on the way out: always UTC with milliseconds. */
export const SentTime = z.iso.datetime({ precision: 3 })

export const Page = <Row extends z.ZodType>(row: Row) =>
  z.object({
    data: z.array(row),
    nextCursor: z.string().nullable(),
    total: z.int().optional().describe('Only with `count=exact`'),
  })

export const IdParams = z.strictObject({ id: Id })
