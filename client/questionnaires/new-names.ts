import type { Words } from '#shared/questionnaires'

/** What something new is called until somebody names it, in both languages of the questionnaire at once. */
const names = {
  newSection: { en: 'New section', es: 'Nueva sección' },
  newItem: { en: 'New question', es: 'Nueva pregunta' },
} as const satisfies Record<string, Words>

export const newName = (name: keyof typeof names): Words => ({ ...names[name] })
