/** What passes between the clinic and its patients: messages, files, requests, forms. */
export const patients: Readonly<Record<string, string>> = {
  'was sent too quickly; send it once more': 'se envió demasiado rápido; envíelo una vez más',
  'has expired; send it once more': 'ha caducado; envíelo una vez más',
  'This form may not be used from that site.': 'Este formulario no puede usarse desde ese sitio.',
  'is required': 'hace falta',
  'You have {{1}} open requests. The clinic answers them first.': 'Tiene {{1}} solicitudes abiertas. La clínica responde primero a esas.',
  'This request is answered already.': 'Esta solicitud ya tiene respuesta.',
  'This task is of no patient. Link it to a lead or patient first.':
    'Esta tarea no es de ningún paciente. Asóciela primero a un prospecto o paciente.',
  'The clinic has closed this task. Write a message if something is left to do.':
    'La clínica cerró esta tarea. Escriba un mensaje si queda algo por hacer.',
  'is not a cursor of these messages': 'no es un cursor de estos mensajes',
  'names a file that is not there for this message': 'nombra un archivo que no está para este mensaje',
  'is missing: send it as the body': 'falta: envíelo como cuerpo',
  'A file may have 10 MB.': 'Un archivo puede tener 10 MB.',
  'is not percent-encoded': 'no está codificado con porcentajes',
  'is none of PDF, PNG, JPEG, WebP, HEIC or plain text': 'no es PDF, PNG, JPEG, WebP, HEIC ni texto simple',
  'There is no room for another file.': 'No hay sitio para otro archivo.',
  'A file is for whoever added it to remove, or for an Admin.': 'Un archivo lo quita quien lo añadió o un Admin.',
  'The clinic may have opened this document already. Write to the clinic to have it removed.':
    'Es posible que la clínica ya haya abierto este documento. Escriba a la clínica para que lo elimine.',
  'is not the name of this person': 'no es el nombre de esta persona',
}
