/** Leads, patients, tasks and lists of them. */
export const records: Readonly<Record<string, string>> = {
  '{{1}} has this lead already.': '{{1}} ya tiene este prospecto.',
  'Only who logged a call, or an Admin, can take it back.': 'Solo quien registró la llamada, o un Admin, puede deshacerla.',
  'A call can be taken back for ten minutes.': 'Una llamada se puede deshacer durante diez minutos.',
  'Another call was logged since: take that one back first.': 'Después se registró otra llamada: deshaga primero esa.',
  'A coach may claim a lead once nobody has claimed it for 24 hours.':
    'Un coach puede tomar un prospecto cuando nadie lo ha tomado en 24 horas.',
  'A comment is its author’s to delete, or an Admin’s.': 'Un comentario lo elimina quien lo escribió o un Admin.',
  'A converted lead belongs to its patient and stays.': 'Un prospecto convertido pertenece a su paciente y se queda.',
  'Only its owner changes a view, and an Admin those that are shared.':
    'Una vista la cambia quien la creó y, si es compartida, también un Admin.',
  'This lead is {{1}}. Convert it when it is Booking: Paid/Booked, or give a reason.':
    'Este prospecto está en «{{1}}». Conviértalo cuando esté en «Reserva: pagada/con cita» o dé un motivo.',
  'This lead is {{1}}. It can be converted when it is Booking: Paid/Booked.':
    'Este prospecto está en «{{1}}». Se puede convertir cuando esté en «Reserva: pagada/con cita».',
  'This task is done. Reopen it, or add a new one.': 'Esta tarea está hecha. Reábrala o añada una nueva.',
  'You have a view called {{1}} on this page already.': 'Ya tiene en esta página una vista llamada {{1}}.',
  'You may change the tasks assigned to you or created by you, and those of your own part of the work.':
    'Puede cambiar las tareas asignadas a usted o creadas por usted y las de su parte del trabajo.',
  'is before the task is due': 'es anterior al vencimiento de la tarea',
  'is needed for a task that comes again': 'hace falta en una tarea que se repite',
  'is not a cursor of these comments': 'no es un cursor de estos comentarios',
  'is not an active Health Coach or Admin': 'no es un coach de salud ni un Admin activo',
  'is required: the stage after {{1}} is {{2}}': 'hace falta: después de «{{1}}» viene «{{2}}»',
  'may not be longer than the target of {{1}} hours': 'no puede superar el objetivo de {{1}} horas',
  'This record was merged into another. Part the two again instead.': 'Este registro se unió a otro. Sepárelos en su lugar.',
  'is the record to keep itself': 'es el mismo registro que se conserva',
  '{{1}} {{2}} has been merged into {{3}} {{4}} already.': '{{1}} {{2}} ya se unió a {{3}} {{4}}.',
  'One of the two is restricted: an Admin merges them.': 'Uno de los dos está restringido: los une un Admin.',
  'Both leads have become patients. Merge the patients first, then the leads.':
    'Los dos prospectos ya son pacientes. Una primero los pacientes y después los prospectos.',
  'Health Coaches and Admins change patients.': 'Los coaches de salud y los Admins cambian pacientes.',
  'matches nothing': 'no coincide con nada',
  'matches more than {{1}} records: narrow it down': 'coincide con más de {{1}} registros: redúzcalo',
  'This bulk job is not there any more.': 'Este trabajo en bloque ya no existe.',
  'This lead has paid, or is about to: it stays, with its ledger.':
    'Este prospecto pagó o está por pagar: se queda, con su registro de pagos.',
  'A lead that signed a questionnaire stays: what was signed is evidence.':
    'Un prospecto que firmó un cuestionario se queda: lo firmado es una prueba.',
  'A coach may change only the leads they own.': 'Un coach solo puede cambiar los prospectos a su cargo.',
  'This record was restored and has been deleted again since: restore the newer deletion.':
    'Este registro se restauró y se eliminó de nuevo después: restaure la eliminación más reciente.',
}
