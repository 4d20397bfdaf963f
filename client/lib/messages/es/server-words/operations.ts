/** Backups and the audit trail. */
export const operations: Readonly<Record<string, string>> = {
  'This database is not the embedded one: its operator backs it up.': 'Esta base de datos no es la incluida: la respalda quien la opera.',
  'This database is not backed up from here: its operator backs it up.':
    'Desde aquí no se respalda esta base de datos: la respalda quien la opera.',
  'There is nothing to choose from: ask for the earlier record anew.': 'No hay nada que elegir: pida de nuevo el registro anterior.',
  'are not the last four letters of the key: look at what you wrote down':
    'no son las últimas cuatro letras de la clave: mire lo que anotó',
  'cannot be brought back': 'no se puede recuperar',
  'is no difference that was shown': 'no es una diferencia que se mostró',
  'is needed too: an id alone names no record': 'también hace falta: un id solo no nombra ningún registro',
  'is not a cursor of the audit': 'no es un cursor de la auditoría',
  'A verification is under way already': 'Ya hay una verificación en curso',
  'is needed': 'hace falta',
  'is needed too: both name a record': 'también hace falta: los dos nombran un registro',
  'or a time is needed': 'o hace falta un momento',
  'is for a hold of a time, not of a person': 'es para retener un periodo, no a una persona',
  'is before the beginning': 'está antes del comienzo',
}
