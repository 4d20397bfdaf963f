import type * as english from '../en/lead-work.ts'
import type { Translation } from '../translation.ts'

export const leadTasks: Translation<typeof english.leadTasks> = {
  title: 'Tareas',
  open_one: '{{count}} abierta',
  open_many: '{{count}} abiertas',
  open_other: '{{count}} abiertas',
  add: 'Añadir una tarea',
  none: 'Nada por hacer',
  overdue: 'Atrasada {{time}}',
  showDone_one: 'Mostrar {{count}} hecha',
  showDone_many: 'Mostrar {{count}} hechas',
  showDone_other: 'Mostrar {{count}} hechas',
  openTask: 'Abrir la tarea',
  comments_one: '{{count}} comentario',
  comments_many: '{{count}} de comentarios',
  comments_other: '{{count}} comentarios',
}

export const leadVisits: Translation<typeof english.leadVisits> = {
  title: 'Citas',
  add: 'Reservar una cita',
  none: 'Sin citas',
  what: 'Título',
  whatDefault: 'Primera visita',
  length: 'Minutos',
  withWhom: 'Con',
  link: 'Enlace de la reunión',
  linkHint: 'https://',
  overbook: 'Motivo para reservar de más',
  overbookDetail: 'Un Admin puede reservarla de todos modos, con un motivo.',
  book: 'Reservar',
  booked: 'Reservada para: {{when}}',
  cancel: 'Cancelar la visita',
  cancelled: 'La visita está cancelada',
  minutes: '{{count}} min',
  join: 'Entrar',
  actions: 'Acciones para «{{title}}»',
  complete: 'Completada',
  noShow: 'No asistió',
}
