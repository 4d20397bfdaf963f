export const expunge = {
  act: 'Borrar para siempre',
  title: 'Borrar para siempre a {{who}}',
  goes: 'Se elimina de todas las tablas y no se puede recuperar:',
  goesList:
    'el expediente como contacto y como paciente, respuestas y firmas, citas, tareas, llamadas, comentarios, mensajes, documentos, el acceso al portal, lo eliminado o fusionado antes, y esta solicitud.',
  stays: 'Se conserva:',
  staysMoney_one: 'un asiento contable: importe, día y medio, bajo un número, sin notas. Lo exige la ley fiscal.',
  staysMoney_many: '{{count}} asientos contables: importes, días y medios, bajo un número, sin notas. Los exige la ley fiscal.',
  staysMoney_other: '{{count}} asientos contables: importes, días y medios, bajo un número, sin notas. Los exige la ley fiscal.',
  staysTrail:
    'el registro de auditoría: quién hizo qué y cuándo, por número, con los motivos que se escribieron y las direcciones de origen. Nadie lo cambia, tampoco para esto.',
  staysBackups: 'las copias de seguridad, hasta que desaparezca la última el {{date}}. Quien restaure una debe borrar de nuevo.',
  staysNote: 'que usted borró a alguien, cuándo y el motivo que escriba abajo.',
  law: 'La ley puede obligar a conservar los expedientes médicos durante años. Si es así, rechace la solicitud.',
  tell: 'Avise antes al paciente: después no habrá una dirección a la que escribir.',
  held: 'Una retención legal protege a esta persona: no se borra nada hasta que se levante, en Auditoría.',
  money_underway: 'Un pago o un reembolso de esta persona no ha terminado. Inténtelo cuando termine.',
  reason: 'Motivo',
  reasonHint: 'Se conserva para siempre. Sin nombres ni datos de salud.',
  name: 'Escriba «{{name}}» para confirmar',
  done: 'Borrado. No queda ningún expediente de esta persona.',
}
