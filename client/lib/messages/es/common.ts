import type * as english from '../en/common.ts'
import type { Translation } from '../translation.ts'

export const common: Translation<typeof english.common> = {
  tryAgain: 'Reintentar',
  cancel: 'Cancelar',
  close: 'Cerrar',
  back: 'Volver',
  save: 'Guardar',
  undo: 'Deshacer',
  copy: 'Copiar',
  copied: 'Copiado',
  add: 'Añadir',
  none: 'Ninguno',
  you: 'Usted',
  search: 'Buscar',
  nothingFound: 'No se encontró nada',
  loading: 'Cargando',
  loadingMore: 'Cargando más',
  moreFailed: 'No se pudo cargar el resto.',
  messages: 'Mensajes',
  position: '{{at}} de {{of}}',
  previous: 'Anterior',
  next: 'Siguiente',
  nextRow: 'Fila siguiente',
  previousRow: 'Fila anterior',
  live: 'En vivo',
  reconnecting: 'Reconectando',
}

export const errors: Translation<typeof english.errors> = {
  broken: 'Algo falló de nuestro lado',
  brokenDetail: 'No se cambió nada. Inténtelo de nuevo; si sigue fallando, avise a su administrador.',
  brokenWithId: 'No se cambió nada. Inténtelo de nuevo; si sigue fallando, dé a su administrador el número {{id}}.',
  offline: 'Sin conexión con el servidor',
  offlineDetail: 'Lo que escribió sigue aquí. Revise la conexión e inténtelo de nuevo.',
  away: 'La base de datos no responde por un momento',
  awayDetail: 'No se perdió nada. Suele volver en un minuto; inténtelo entonces.',
  forbidden: 'Su función no permite esto',
  forbiddenDetail: 'Un Admin puede hacerlo o cambiar su función.',
  missing: 'No encontrado',
  missingDetail: 'Se eliminó, o usted no puede verlo.',
  stale: 'Alguien cambió esto mientras tanto',
  staleDetail: 'Mire su versión antes de guardar la suya.',
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

export const filters: Translation<typeof english.filters> = {
  add: 'Filtrar',
  is: 'es',
  anything: 'cualquiera',
  remove: 'Quitar el filtro {{filter}}',
  from: 'desde el {{day}}',
  to: 'hasta el {{day}}',
  between: 'del {{from}} al {{to}}',
  noValue: 'sin indicar',
  numbers: 'de {{from}} a {{to}}',
  atLeast: 'al menos {{from}}',
  atMost: 'como máximo {{to}}',
  fromLabel: 'Desde',
  toLabel: 'Hasta',
}

export const table: Translation<typeof english.table> = {
  columns: 'Elegir columnas',
  pick: 'Seleccionar {{name}}',
  pickRow: 'Seleccionar la fila {{row}}',
  pickAll: 'Seleccionar todas las filas cargadas',
  pickKey: 'Seleccionar la fila',
  pickHint: 'seleccionar',
  pickNone: 'Quitar la selección',
  clearField: 'Vaciar este campo',
}

export const board: Translation<typeof english.board> = {
  instructions:
    'Pulse Intro para abrir. Pulse Espacio para levantar la tarjeta, las flechas para moverla, Espacio otra vez para soltarla, Escape para dejarla donde estaba.',
  lifted: '{{card}}: tarjeta levantada.',
  over: 'Sobre {{column}}.',
  overNothing: 'Fuera de toda columna.',
  dropped: '{{card}}: soltada en {{column}}.',
  returned: '{{card}} vuelve a donde estaba.',
}

export const keys: Translation<typeof english.keys> = {
  title: 'Teclado',
  showKeys: 'Mostrar las teclas',
  single: 'Atajos de una sola tecla',
  singleDetail: 'Desactívelos si dicta o usa un lector de pantalla.',
  everywhere: 'En todas partes',
  here: 'En esta página',
  goTo: 'Ir a',
}
