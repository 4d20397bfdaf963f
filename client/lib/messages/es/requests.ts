export const requests = {
  title: 'Solicitudes de pacientes',
  short: 'Solicitudes',
  which: 'Qué solicitudes',
  open: 'Abiertas',
  all: 'Todas',
  more: 'Mostrar anteriores',
  correction: 'Pide una corrección',
  erasure: 'Pide un borrado',
  answer: 'Responder',
  answerTitle: 'Responder a {{who}}',
  decision: 'Decisión',
  done: 'Hecho',
  declined: 'Rechazado',
  words: 'Su respuesta',
  wordsHint: 'El paciente la lee en el portal y recibe un correo que le avisa. Después no se puede cambiar.',
  send: 'Enviar respuesta',
  answered: 'Respondida. Se avisa al paciente.',
  none: 'No hay solicitudes abiertas',
  noneDetail: 'Cuando un paciente pide corregir o borrar algo de su expediente, espera aquí su respuesta.',
}

export const sharing = {
  share: 'Compartir con el paciente',
  stop: 'El paciente ve esta tarea. Pulse para dejar de compartirla.',
  done: 'El paciente dice que está hecha',
}
