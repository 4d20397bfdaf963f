/** English, one file a room. A key that ends in `_one` or `_other` is a plural chosen by `count`. */
import { auth } from './en/auth.ts'
import { bookingRules, coachBooking, waitlist } from './en/booking.ts'
import { calendar, calendarFeed, reminders, workingTime } from './en/calendar.ts'
import { board, common, errors, filters, keys, table } from './en/common.ts'
import { files, money, paymentSettings, talk } from './en/contact.ts'
import { earlier } from './en/earlier.ts'
import { imports } from './en/imports.ts'
import { calls, conversion, lead, stale } from './en/lead.ts'
import { leadTasks, leadVisits } from './en/lead-work.ts'
import { duplicates, leadFields, leadFilters, leadKeys, leadSorts, leads, newLead } from './en/leads.ts'
import { bulk, merges, views } from './en/lists.ts'
import { notices, noticeWishes } from './en/notices.ts'
import { clocks, contracts, falling, journey, patient, patientFields, patientKeys, patientSorts, patients } from './en/patients.ts'
import { arrivals, forms, portal } from './en/portal.ts'
import { answers } from './en/questionnaires.ts'
import { presence, profileFacts } from './en/records.ts'
import { reports } from './en/reports.ts'
import { requests, sharing } from './en/requests.ts'
import { handOver, settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { comments, myDay, quickAdd, recurrence, tasks } from './en/tasks.ts'
import { timeline } from './en/timeline.ts'
import { factor, profile, team } from './en/users.ts'
import { values } from './en/values.ts'
import { way } from './en/way.ts'

export const en = {
  common,
  errors,
  filters,
  table,
  board,
  keys,
  shell,
  notices,
  noticeWishes,
  settings,
  bookingRules,
  coachBooking,
  waitlist,
  handOver,
  auth,
  calendar,
  calendarFeed,
  reminders,
  workingTime,
  factor,
  profile,
  presence,
  profileFacts,
  portal,
  arrivals,
  forms,
  team,
  imports,
  leads,
  lead,
  leadFields,
  leadFilters,
  leadSorts,
  leadKeys,
  leadTasks,
  leadVisits,
  newLead,
  tasks,
  recurrence,
  quickAdd,
  comments,
  myDay,
  calls,
  conversion,
  duplicates,
  patients,
  patient,
  patientFields,
  patientSorts,
  patientKeys,
  journey,
  clocks,
  contracts,
  falling,
  reports,
  requests,
  sharing,
  stale,
  timeline,
  answers,
  way,
  values,
  bulk,
  earlier,
  merges,
  views,
  money,
  talk,
  files,
  paymentSettings,
}
