/** Appointments and their times. */
export const visits: Readonly<Record<string, string>> = {
  'A patient is booking this time just now. Try again in some minutes, or choose another time.':
    'Un paciente está reservando esta hora en este momento. Inténtelo en unos minutos o elija otra hora.',
  'This time is kept for you no longer. Choose it again, or another one.':
    'Esta hora ya no está guardada para usted. Elíjala de nuevo o elija otra.',
  'Pay for your visit first. The time is kept for you meanwhile.':
    'Pague primero su cita. Mientras tanto, la hora queda guardada para usted.',
  'You have a visit already. Move or cancel it instead of booking another one.':
    'Ya tiene una cita. Cámbiela o cancélela en lugar de reservar otra.',
  'Visits can be moved or cancelled here until {{1}} hours before they begin. Call or write to the clinic: they will help you.':
    'Las citas se pueden cambiar o cancelar aquí hasta {{1}} horas antes de que empiecen. Llame o escriba a la clínica: le ayudarán.',
  'This visit is over or cancelled.': 'Esta cita ya pasó o está cancelada.',
  'This person is on the waitlist already.': 'Esta persona ya está en la lista de espera.',
  'Who may change the person may say that they wait.': 'Quien puede cambiar a la persona puede decir que espera.',
  'A coach keeps their own booking; an Admin keeps everybody’s.': 'Cada coach lleva sus propias reservas; un Admin, las de todos.',
  'cannot be booked by this person': 'no puede ser reservado por esta persona',
  'names a state twice': 'nombra un estado dos veces',
  'is not the two letters of a state, such as CA': 'no son las dos letras de un estado, como CA',
  'or contactId is needed, one of them': 'o contactId hace falta, uno de los dos',
  'A coach keeps their own week; an Admin keeps everybody’s.': 'Cada coach lleva su propia semana; un Admin, la de todos.',
  'Only an Admin may overbook.': 'Solo un Admin puede reservar de más.',
  'This overlaps another appointment in {{1}}’s calendar.': 'Se cruza con otra cita del calendario de {{1}}.',
  'This overlaps “{{1}}” with {{2}} in {{3}}’s calendar, {{4}}.': 'Se cruza con «{{1}}» con {{2}} en el calendario de {{3}}, {{4}}.',
  'This overlaps “{{1}}” in {{2}}’s calendar, {{3}}.': 'Se cruza con «{{1}}» en el calendario de {{2}}, {{3}}.',
  'is needed beside a start, and only there': 'hace falta junto a un inicio, y solo ahí',
  'is needed for time worked besides': 'hace falta para tiempo trabajado aparte',
  'is not after the start': 'no es posterior al inicio',
  'is not within {{1}} days after the beginning': 'no está dentro de los {{1}} días posteriores al comienzo',
  'Somebody else has just taken this time. Choose another one.': 'Otra persona acaba de tomar esta hora. Elija otra.',
  'This overlaps another appointment in the same calendar.': 'Se cruza con otra cita del mismo calendario.',
}
