import type { answers as englishAnswers } from '../en/questionnaires.ts'
import type { Translation } from '../translation.ts'

export const answers: Translation<typeof englishAnswers> = {
  read: 'Leer las respuestas',
  title: 'Preguntas de salud',
  version: 'Versión',
  ofVersion: '{{standing}}, {{day}} (versión {{version}} del cuestionario)',
  state_draft: 'En curso',
  state_complete: 'Completo',
  state_signed: 'Firmado',
  state_superseded: 'Respuestas anteriores',
  state_given_up: 'Abandonado',
  savedAt: 'Guardado: {{at}}, con la versión {{version}} del cuestionario. Su consulta queda registrada.',
  fhir: 'Exportar como FHIR',
  onlyChanged: 'Solo lo que cambió',
  nothingChanged: 'Nada cambió desde las respuestas anteriores.',
  before: 'Antes: {{answer}}',
  none: 'Sin respuesta',
  yes: 'Sí',
  no: 'No',
  declined: 'Prefiere no decirlo',
}
