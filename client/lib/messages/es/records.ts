/** Textos de las partes que comparten los registros de prospectos y pacientes. */

export const profileFacts = {
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
