import type { Words } from '#shared/questionnaires'

/** Words in both languages of the questionnaire at once: the questions' need not be that of the screen. */
const names = {
  newSection: { en: 'New section', es: 'Nueva sección' },
  newItem: { en: 'New question', es: 'Nueva pregunta' },
} as const satisfies Record<string, Words>

export const newName = (name: keyof typeof names): Words => ({ ...names[name] })
