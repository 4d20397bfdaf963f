/** Keys whose text is rightly the same in English and Spanish: names, signs, words both languages share. */
export const sameInBoth: ReadonlySet<string> = new Set([
  'answers.no',
  'audit.token',
  'calendar.agenda',
  'journey.total',
  'leadVisits.linkHint',
  'leadVisits.minutes',
  'patient.coach',
  'reports.coach',
  'reports.days',
  'reports.minutes',
  'reports.range30',
  'reports.range7',
  'shell.product',
  'timeline.minutes',
  'timeline.system',
  'values.admin',
])

/** The same for the portal's catalogue. */
export const sameInPortal: ReadonlySet<string> = new Set(['questionnaire.no'])
