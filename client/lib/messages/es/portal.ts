import type * as english from '../en/portal.ts'
import type { Translation } from '../translation.ts'

export const portal: Translation<typeof english.portal> = {
  title: 'Portal del paciente',
  closed: 'Aún sin acceso.',
  waiting: 'Con invitación; aún no eligió contraseña.',
  neverIn: 'Abierto; aún no ha entrado.',
  lastIn: 'Abierto; última entrada {{when}}.',
  invite: 'Invitar al portal',
  again: 'Enviar el enlace de nuevo',
  withdraw: 'Retirar el acceso',
  factorReset: 'Quitar el segundo paso',
  factorTitle: '¿Quitar el segundo paso del acceso?',
  factorDetail:
    'Hágalo solo cuando sepa con certeza quién lo pide. Después {{name}} entra solo con la contraseña, se cierran todas sus sesiones y recibe un correo.',
  withdrawTitle: '¿Retirar el acceso al portal?',
  withdrawDetail: 'Su sesión se cierra enseguida y no podrá entrar. Lo que ha hecho se conserva.',
  mailed: 'Un enlace va en camino a {{name}}.',
  handOver: 'No hay servidor de correo. Entregue este enlace; sirve una vez.',
  link: 'Enlace para {{name}}',
}

export const arrivals: Translation<typeof english.arrivals> = {
  title: 'Llegó por',
  touch: '{{source}} — {{form}}',
  byHand: 'añadido por el personal',
  details: 'origen {{source}}',
  utm: 'campaña {{campaign}}',
  from: 'desde {{referrer}}',
  consent: 'Aceptó {{when}}: «{{wording}}»',
  withdrawn: 'Retirado {{when}}: «{{wording}}»',
}

export const forms: Translation<typeof english.forms> = {
  title: 'Formularios',
  listTitle: 'Formularios por los que llegan las personas',
  listDetail:
    'Enlace a la página de un formulario, insértela en su sitio o deje que su propio formulario envíe a él. Quien envía uno pasa a ser un prospecto con acceso al portal.',
  name: 'Nombre',
  source: 'Origen de sus prospectos',
  sourceHint: 'Salvo que la dirección diga otro: ?source= y UTM se leen y se guardan.',
  origins: 'Sitios que pueden insertarlo o enviar a él',
  originsHint: 'Uno por línea, por ejemplo https://clinic.example. Ninguno: solo su propia página.',
  add: 'Añadir un formulario',
  adding: 'Formulario nuevo',
  save: 'Guardar',
  sent_one: '{{count}} envío',
  sent_many: '{{count}} de envíos',
  sent_other: '{{count}} envíos',
  off: 'Desactivado',
  turnOff: 'Desactivar',
  turnOn: 'Activar',
  edit: 'Cambiar',
  page: 'Su página',
  embed: 'Para insertarlo',
  program: 'Para un formulario propio: GET y luego POST con el sello',
  frame: 'Formulario de {{name}}',
}
