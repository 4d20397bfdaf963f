/** What other systems call our columns, in lower case words. The first list that fits best wins. */
import type { ImportField } from '#shared/imports'

export const headerWords: Record<ImportField, readonly string[]> = {
  firstName: ['first name', 'first', 'firstname', 'given name', 'forename', 'fname', 'vorname', 'prenom', 'nombre'],
  lastName: ['last name', 'last', 'lastname', 'surname', 'family name', 'lname', 'nachname', 'nom de famille', 'apellido', 'apellidos'],
  fullName: ['full name', 'fullname', 'name', 'contact name', 'lead name', 'patient name', 'client name', 'person name', 'patient', 'nom'],
  email: ['email', 'e mail', 'email address', 'mail', 'primary email', 'emails primary email', 'correo', 'correo electronico', 'courriel'],
  phone: [
    'phone',
    'phone number',
    'telephone',
    'tel',
    'mobile',
    'mobile phone',
    'cell',
    'cell phone',
    'mobilephone',
    'primary phone number',
    'telefon',
    'telefono',
    'handy',
  ],
  status: ['lead status', 'status', 'leadstatus', 'pipeline stage', 'deal stage', 'lead stage', 'lifecycle stage', 'stage'],
  leadSource: ['lead source', 'leadsource', 'source', 'original source', 'acquisition source', 'referral source', 'channel', 'utm source'],
  leadReadiness: ['lead readiness', 'readiness', 'rating', 'temperature', 'lead rating', 'priority', 'interest level'],
  leadOutcome: ['lead outcome', 'outcome', 'call outcome', 'disposition', 'last call outcome', 'lost reason'],
  leadType: ['lead type', 'type', 'lead category', 'record type'],
  owner: [
    'owner',
    'lead owner',
    'contact owner',
    'assigned to',
    'assigned user',
    'assignee',
    'owner email',
    'owner name',
    'sales rep',
    'sdr',
  ],
  stage: ['stage', 'care stage', 'patient stage', 'lifecycle stage', 'status', 'care status', 'active status'],
  healthCoach: [
    'health coach',
    'coach',
    'provider',
    'practitioner',
    'dietitian',
    'care manager',
    'owner',
    'contact owner',
    'assigned user',
    'assigned to',
  ],
  notes: ['notes', 'note', 'description', 'comments', 'comment', 'remarks', 'background info'],
  createdAt: [
    'created at',
    'create date',
    'created date',
    'created',
    'creation date',
    'date created',
    'createdat',
    'created on',
    'date added',
    'signup date',
    'registered',
  ],
  externalId: [
    'id',
    'record id',
    'external id',
    'lead id',
    'contact id',
    'patient id',
    'client id',
    'person id',
    'user id',
    'customer id',
    'uuid',
    'mrn',
  ],
}

/** A header with one of these words speaks of something else, whatever other words it has. */
export const misleadingWords = new Set(
  (
    'company account organization organisation domain count opt out bounce verified permission spouse emergency parent guardian ' +
    'billing shipping fax url link website middle maiden birth updated modified last activity contacted viewed score ' +
    'type campaign converted unread deal amount reason time zone timezone consent'
  ).split(' '),
)
