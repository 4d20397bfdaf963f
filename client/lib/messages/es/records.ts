import type * as english from '../en/records.ts'
import type { Translation } from '../translation.ts'

export const profileFacts: Translation<typeof english.profileFacts> = {
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

export const presence: Translation<typeof english.presence> = {
  here_one: '{{names}} también está aquí',
  here_many: '{{names}} también están aquí',
  here_other: '{{names}} también están aquí',
  open_one: '{{names}} tiene esto abierto',
  open_many: '{{names}} tienen esto abierto',
  open_other: '{{names}} tienen esto abierto',
}
