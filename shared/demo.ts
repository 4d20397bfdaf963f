/** People of the demo clinic whom visitors may be in the portal. Nowhere else do they exist. */
export const demoPatients = {
  /** A few questions from the end of the questionnaire: signing, paying and booking are ahead. */
  arriving: { firstName: 'Robin', lastName: 'Alvarez', email: 'robin.alvarez@example.com' },
  /** In care: visits, tasks, messages and documents. */
  inCare: { firstName: 'Sam', lastName: 'Whitaker', email: 'sam.whitaker@example.com' },
} as const

export const demoPatientPassword = 'look around the portal'
