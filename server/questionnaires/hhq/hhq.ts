/** The Health History Questionnaire that HealthCRM brings along: version 1. Whatever a clinic changes is a version of its own. */
import type { Definition } from '../../../shared/questionnaires.ts'
import { words } from './asking.ts'
import { bodies } from './bodies.ts'
import { history } from './history.ts'
import { living } from './living.ts'
import { support } from './mind.ts'
import { person } from './person.ts'

const [about, goals, preferences] = person

export const healthHistory: Definition = {
  title: words(['Health History Questionnaire', 'Cuestionario de historia clínica']),
  intro: words([
    'About 15 minutes. Your answers are saved as you go, and only your care team sees them.',
    'Unos 15 minutos. Sus respuestas se guardan mientras avanza y solo las ve su equipo de atención.',
  ]),
  sections: [about, goals, ...history, ...living, ...bodies, support, preferences].filter((section) => section !== undefined),
}
