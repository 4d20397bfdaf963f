import type { profileFacts as english } from '../en/records.ts'
import type { Translation } from '../translation.ts'

export const profileFacts: Translation<typeof english> = {
  state: 'Vive en',
  timeZone: 'Hora local',
  language: 'Idioma',
  there: 'Allí son las {{time}}',
  sameTime: 'Misma hora',
  en: 'Inglés',
  es: 'Español',
  unknown: 'No se sabe',
  of: '{{field}} de {{name}}',
  refused: 'No se guardó: {{why}}',
}
