/** What stands between a list and its import, each with the step that clears it. */
import type { ImportField, ImportSettings, RequiredField } from '#shared/imports'

export type Blocker = {
  code: 'no_email' | 'no_first_name' | 'no_last_name' | 'no_people'
  message: string
  /** A rule for `settings.missing` that clears it. */
  fix: { field: RequiredField; template: string } | null
}

export function blockersOf(settings: ImportSettings, headers: string[]): Blocker[] {
  const has = (field: ImportField) =>
    settings.columns.some((mapped) => mapped.field === field) || settings.missing.some((rule) => rule.field === field)
  const named = has('fullName') || has('firstName') || has('lastName')
  if (!named && !has('email')) return [noPeople(headers)]
  const blockers: Blocker[] = []
  if (!has('email')) blockers.push(noEmail(settings, headers))
  if (!has('firstName') && !has('fullName')) blockers.push(noName('no_first_name', 'firstName', 'first'))
  if (!has('lastName') && !has('fullName')) blockers.push(noName('no_last_name', 'lastName', 'last'))
  return blockers
}

function noPeople(headers: string[]): Blocker {
  const key = headers.find((header) => /(contact|person|people|patient|client|customer) ?_?id/i.test(header))
  const joined = key ? ` If the people are in a second file, add it: it is joined by ${key}.` : ''
  return {
    code: 'no_people',
    message: `No column holds a name or an e-mail address. Choose them among the columns.${joined}`,
    fix: null,
  }
}

function noEmail(settings: ImportSettings, headers: string[]): Blocker {
  const identity = settings.columns.find((mapped) => mapped.field === 'externalId')?.column
  const names = headers.filter((header) => settings.columns.some((mapped) => mapped.column === header && /Name/.test(mapped.field)))
  const parts = identity ? [identity] : names
  return {
    code: 'no_email',
    message: 'No column holds an e-mail address, and every person needs one. Choose a column, or fill the gap by a rule.',
    fix: parts.length ? { field: 'email', template: `${parts.map((part) => `{${part}}`).join('.')}@import.invalid` } : null,
  }
}

function noName(code: Blocker['code'], field: RequiredField, which: string): Blocker {
  return {
    code,
    message: `No column holds a ${which} name. Choose one, or fill the gap by a rule.`,
    fix: { field, template: 'Unknown' },
  }
}
