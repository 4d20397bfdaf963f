/** Spanish, one file a room, in the shape of the English one; staff are addressed as usted. */
import type { en } from './en.ts'
import { auth } from './es/auth.ts'
import { bookingRules, coachBooking, waitlist } from './es/booking.ts'
import { calendar, calendarFeed, reminders, workingTime } from './es/calendar.ts'
import { board, common, errors, filters, keys, table } from './es/common.ts'
import { files, money, paymentSettings, talk } from './es/contact.ts'
import { earlier } from './es/earlier.ts'
import { imports } from './es/imports.ts'
import { calls, conversion, lead, stale } from './es/lead.ts'
import { leadTasks, leadVisits } from './es/lead-work.ts'
import { duplicates, leadFields, leadFilters, leadKeys, leadSorts, leads, newLead } from './es/leads.ts'
import { bulk, merges, views } from './es/lists.ts'
import { notices, noticeWishes } from './es/notices.ts'
import { clocks, contracts, falling, journey, patient, patientFields, patientKeys, patientSorts, patients } from './es/patients.ts'
import { arrivals, forms, portal } from './es/portal.ts'
import { answers } from './es/questionnaires.ts'
import { presence, profileFacts } from './es/records.ts'
import { reports } from './es/reports.ts'
import { requests, sharing } from './es/requests.ts'
import { handOver, settings } from './es/settings.ts'
import { shell } from './es/shell.ts'
import { comments, myDay, quickAdd, recurrence, tasks } from './es/tasks.ts'
import { timeline } from './es/timeline.ts'
import { factor, profile, team } from './es/users.ts'
import { values } from './es/values.ts'
import { way } from './es/way.ts'
import type { Translation } from './translation.ts'

export const es: Translation<typeof en> = {
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
