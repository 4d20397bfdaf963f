/**
 * What the server says in English when it refuses, in Spanish, one file a subject. `{{1}}` is whatever stands there; a known
 * value of the clinic's lists among it is worded too. `npm run check` asks for every sentence the server's code has.
 */
import { account } from './server-words/account.ts'
import { fields } from './server-words/fields.ts'
import { imports } from './server-words/imports.ts'
import { operations } from './server-words/operations.ts'
import { patients } from './server-words/patients.ts'
import { payments } from './server-words/payments.ts'
import { questionnaires } from './server-words/questionnaires.ts'
import { records } from './server-words/records.ts'
import { requests } from './server-words/requests.ts'
import { visits } from './server-words/visits.ts'

export const serverWords: Readonly<Record<string, string>> = {
  ...account,
  ...fields,
  ...imports,
  ...operations,
  ...patients,
  ...payments,
  ...questionnaires,
  ...records,
  ...requests,
  ...visits,
}
