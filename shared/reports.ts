/** The clinic's targets and the lists behind its figures. A leaf without dependencies, so that the browser may import it too. */

export type Target = {
  goal: number
  better: 'above' | 'below'
  unit: 'percent' | 'days' | 'minutes' | 'count'
  /** The list behind the figure. */
  list: ReportList
  /** Counts those of the list that `hit`, or all of it. */
  counts: 'hit' | 'all'
}

/** Each list is a set of rows that one or more figures count; `GET /reports/:report/rows` shows it. */
export const reportLists = [
  'leads',
  'funnel',
  'pipeline',
  'calls',
  'leads-called',
  'renewals',
  'stages',
  'panels',
  'tasks',
  'open-tasks',
  'visits',
  'closed-visits',
  'bookings',
] as const
export type ReportList = (typeof reportLists)[number]

export const targetKeys = [
  'leadToPatient',
  'pipeline',
  'leadsPerDay',
  'retention',
  'longestStage',
  'patientsPerCoach',
  'tasksDone',
  'tasksOverdue',
  'showRate',
  'cancellations',
  'scheduling',
] as const
export type TargetKey = (typeof targetKeys)[number]

/** A stage may take this long; also when a passage that has not ended begins to count. */
export const longestStageDays = 183
/** A patient who has not begun the next year this long after the end of the last one counts as lost. */
export const renewalDays = 60
/** Booking a visit takes a patient no longer than this. */
export const quickBookingMinutes = 5

export const targets: Record<TargetKey, Target> = {
  leadToPatient: { goal: 25, better: 'above', unit: 'percent', list: 'leads', counts: 'hit' },
  pipeline: { goal: 14, better: 'below', unit: 'days', list: 'pipeline', counts: 'all' },
  leadsPerDay: { goal: 50, better: 'above', unit: 'count', list: 'leads-called', counts: 'all' },
  retention: { goal: 90, better: 'above', unit: 'percent', list: 'renewals', counts: 'hit' },
  longestStage: { goal: longestStageDays, better: 'below', unit: 'days', list: 'stages', counts: 'all' },
  patientsPerCoach: { goal: 100, better: 'above', unit: 'count', list: 'panels', counts: 'hit' },
  tasksDone: { goal: 95, better: 'above', unit: 'percent', list: 'tasks', counts: 'hit' },
  tasksOverdue: { goal: 5, better: 'below', unit: 'percent', list: 'open-tasks', counts: 'hit' },
  showRate: { goal: 85, better: 'above', unit: 'percent', list: 'closed-visits', counts: 'hit' },
  cancellations: { goal: 10, better: 'below', unit: 'percent', list: 'visits', counts: 'hit' },
  scheduling: { goal: quickBookingMinutes, better: 'below', unit: 'minutes', list: 'bookings', counts: 'all' },
}

/** The steps of the funnel: the five statuses, and what they lead to. */
export const wonStep = 'Patient'

export const dashboardReports = ['targets', 'funnel', 'sources', 'panels', 'calls', 'visits', 'tasks'] as const
export type DashboardReport = (typeof dashboardReports)[number]
