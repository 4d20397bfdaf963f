import type { Translation } from '../../../lib/messages/translation.ts'
import type { home as english } from '../en/home.ts'

export const home: Translation<typeof english> = {
  hello: 'Hola, {{name}}',
  oneThing: 'Una cosa para usted ahora.',
  allDone: 'Ahora no se le pide nada.',
  next: 'Su próximo paso',
  answer: 'Sus preguntas de salud',
  answerLead: 'Guardamos lo que responde a medida que avanza. Al final las firma.',
  answerGo: 'Continuar',
  pay: 'Pague su cita',
  payLead: 'Sus respuestas están firmadas. Cuando su cita esté pagada, elige la hora.',
  payGo: 'Ver cómo pagar',
  book: 'Elija una hora',
  bookLead: 'Su cita está pagada. Escoja la hora que le convenga.',
  bookGo: 'Buscar una hora',
  meet: 'Su cita',
  meetLead: 'Está reservada. Puede verla, cambiarla o cancelarla.',
  meetGo: 'Ver sus citas',
  path: 'Su camino',
  done: 'Hecho',
  now: 'Ahora',
  later: 'Después',
}
