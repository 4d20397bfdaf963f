import type { Translation } from '../../../lib/messages/translation.ts'
import type { shell as english } from '../en/shell.ts'

export const shell: Translation<typeof english> = {
  navigation: 'Principal',
  home: 'Inicio',
  more: 'Más',
  language: 'Idioma',
  theme: 'Apariencia',
  themeAuto: 'Como el dispositivo',
  themeLight: 'Clara',
  themeDark: 'Oscura',
  signOut: 'Cerrar sesión',
  demo: 'Demostración',
  missing: 'Esta página no está aquí',
  missingDetail: 'La dirección puede ser antigua, o le falta una letra.',
  toHome: 'Ir a Inicio',
  idleTitle: '¿Sigue ahí?',
  idleDetail_one: 'Su sesión se cierra en {{count}} segundo, para que nadie más vea su historial.',
  idleDetail_many: 'Su sesión se cierra en {{count}} de segundos, para que nadie más vea su historial.',
  idleDetail_other: 'Su sesión se cierra en {{count}} segundos, para que nadie más vea su historial.',
  idleStay: 'Seguir en la sesión',
}
