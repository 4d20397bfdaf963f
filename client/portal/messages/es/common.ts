import type { Translation } from '../../../lib/messages/translation.ts'
import type * as english from '../en/common.ts'

export const common: Translation<typeof english.common> = {
  tryAgain: 'Reintentar',
  cancel: 'Cancelar',
  back: 'Volver',
  save: 'Guardar',
  saved: 'Guardado',
  loading: 'Cargando',
  optional: 'opcional',
  choose: 'Elija una opción',
}

export const errors: Translation<typeof english.errors> = {
  broken: 'Algo falló de nuestro lado',
  brokenDetail: 'No se cambió nada. Inténtelo de nuevo; si sigue fallando, llame a la clínica.',
  brokenWithId: 'No se cambió nada. Inténtelo de nuevo; si sigue fallando, dé a la clínica el número {{id}}.',
  offline: 'Sin conexión',
  offlineDetail: 'Lo que escribió sigue aquí. Revise la conexión e inténtelo de nuevo.',
  away: 'No estamos disponibles por un momento',
  awayDetail: 'No se perdió nada. Inténtelo de nuevo en un minuto.',
  forbidden: 'Esto no se puede hacer aquí',
  forbiddenDetail: 'Escriba a su clínica o llámela.',
  missing: 'No encontrado',
  missingDetail: 'Ya no está aquí.',
  stale: 'Esto cambió mientras tanto',
  staleDetail: 'Vuelva a cargar la página para ver lo que vale ahora.',
  tooLarge: 'Este archivo es demasiado grande',
  tooLargeDetail: 'Elija uno más pequeño.',
  badInput: 'Hay datos por corregir',
  badField: 'no es correcto',
  conflict: 'Esto no se puede hacer ahora',
  refused: 'Esto se rechazó',
  tooMany: 'Demasiados intentos',
  tooManyDetail: 'Espere unos minutos e inténtelo de nuevo.',
  waitSeconds_one: 'Espere {{count}} segundo e inténtelo de nuevo.',
  waitSeconds_many: 'Espere {{count}} de segundos e inténtelo de nuevo.',
  waitSeconds_other: 'Espere {{count}} segundos e inténtelo de nuevo.',
  waitMinutes_one: 'Espere {{count}} minuto e inténtelo de nuevo.',
  waitMinutes_many: 'Espere {{count}} de minutos e inténtelo de nuevo.',
  waitMinutes_other: 'Espere {{count}} minutos e inténtelo de nuevo.',
}
