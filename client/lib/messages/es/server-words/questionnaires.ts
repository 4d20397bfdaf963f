/** Questionnaires and signatures. */
export const questionnaires: Readonly<Record<string, string>> = {
  'has more than 300 questions': 'tiene más de 300 preguntas',
  'is used twice': 'se usa dos veces',
  'is not an earlier question': 'no es una pregunta anterior',
  'compares an answer that is no number': 'compara una respuesta que no es un número',
  'is no answer to that question': 'no es una respuesta a esa pregunta',
  'does not belong to this type of question': 'no pertenece a este tipo de pregunta',
  'are needed for this type of question': 'hacen falta para este tipo de pregunta',
  'have a name twice': 'tienen un nombre dos veces',
  'is no choice': 'no es ninguna opción',
  'is below the least': 'está por debajo del mínimo',
  'These answers are complete. To change them, say first that you want to edit them.':
    'Estas respuestas están completas. Para cambiarlas, diga primero que quiere editarlas.',
  'is no question of this version': 'no es una pregunta de esta versión',
  'does not fit this question': 'no corresponde a esta pregunta',
  'There are no answers yet.': 'Todavía no hay respuestas.',
  'Nothing is being changed.': 'No se está cambiando nada.',
  'A published version never changes. Begin a new draft from it.':
    'Una versión publicada no cambia nunca. Empiece un borrador nuevo a partir de ella.',
  'is required for a drawn signature': 'hace falta para una firma dibujada',
  'is for a drawn signature': 'es para una firma dibujada',
  'is hardly a line; draw your name': 'apenas es una línea; dibuje su nombre',
  'Send the file as it is (Content-Type: {{1}}).': 'Envíe el archivo tal cual (Content-Type: {{1}}).',
  'These answers were edited since. Sign the newest ones.': 'Estas respuestas se cambiaron después. Firme las más recientes.',
  'The questionnaire is not complete yet.': 'El cuestionario aún no está completo.',
}
