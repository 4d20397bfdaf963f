/** What is wrong with a field, in words that follow its name: "email is required". */
import { z } from 'zod'

interface Issue {
  code?: string
  input?: unknown
  expected?: string
  origin?: string
  minimum?: number | bigint
  maximum?: number | bigint
  values?: unknown[]
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}
const units = (origin: string | undefined) => (origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '')

export function wordOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${kinds[issue.expected ?? ''] ?? issue.expected}`
    case 'invalid_value':
      return issue.input === undefined ? 'is required' : `must be one of: ${issue.values?.join(', ')}`
    case 'too_big':
      return `must be at most ${issue.maximum}${units(issue.origin)}`
    case 'too_small':
      return `must be at least ${issue.minimum}${units(issue.origin)}`
    case 'invalid_union':
      return 'is not a value this field takes'
    case 'unrecognized_keys':
      return 'is not a known field'
    default:
      return undefined
  }
}

/** Every schema that says nothing better speaks like this. */
export const speakPlainly = () => z.config({ customError: (issue) => wordOf(issue as Issue) })
