/** English, one file a room. A key that ends in `_one` or `_other` is a plural chosen by `count`. */
import { auth } from './en/auth.ts'
import { board, common, errors, filters, keys, table } from './en/common.ts'
import { imports } from './en/imports.ts'
import {
  calls,
  conversion,
  duplicates,
  lead,
  leadFields,
  leadKeys,
  leadSorts,
  leads,
  leadTasks,
  leadVisits,
  newLead,
  stale,
  timeline,
} from './en/leads.ts'
import { profileFacts } from './en/records.ts'
import { shell } from './en/shell.ts'
import { factor, profile, team } from './en/users.ts'

export const en = {
  common,
  errors,
  filters,
  table,
  board,
  keys,
  shell,
  auth,
  factor,
  profile,
  profileFacts,
  team,
  imports,
  leads,
  lead,
  leadFields,
  leadSorts,
  leadKeys,
  leadTasks,
  leadVisits,
  newLead,
  calls,
  conversion,
  duplicates,
  stale,
  timeline,
}
