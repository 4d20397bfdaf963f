/** The last letter: tells somebody that they were erased. Their address goes with the record, so the letter carries it, sealed. */

import type { Language } from '../../shared/values.ts'
import type { Tx } from '../db/connection.ts'
import { seal, unseal } from '../db/seal.ts'
import type { House } from '../http/house.ts'
import { enqueue } from '../jobs/jobs.ts'
import { greeting } from '../mail/greeting.ts'
import type { Letter, Mailer } from '../mail/mail.ts'
import type { Addressee } from './storage.ts'

const queue = 'expungements.letter'
const purpose = 'letter of an erasure'

interface Erased extends Addressee {
  /** Until when a backup may hold what went: a day, as YYYY-MM-DD. */
  until: string
}

const dayIn = (language: Language, day: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))

const words: Record<Language, (erased: Erased) => Letter> = {
  en: ({ firstName, clinic, until }) => ({
    subject: `Your record at ${clinic} has been erased`,
    text: `${greeting('en', firstName)}

your record at ${clinic} has been erased: your details, answers, visits, messages and documents, and your access to the portal. It cannot be brought back.

What stays, without your name: payments, because tax law asks for them, and the trail of who did what in the clinic's system. Backups may hold the rest until ${dayIn('en', until)}; they are used for emergencies alone.

With this letter your address is gone too. If you have a question, write or call the clinic.
`,
  }),
  es: ({ firstName, clinic, until }) => ({
    subject: `Su expediente en ${clinic} fue borrado`,
    text: `${greeting('es', firstName)}

Su expediente en ${clinic} fue borrado: sus datos, respuestas, citas, mensajes y documentos, y su acceso al portal. No se puede recuperar.

Se conserva, sin su nombre: los pagos, porque lo exige la ley fiscal, y el registro de quién hizo qué en el sistema de la clínica. Las copias de seguridad pueden contener lo demás hasta el ${dayIn('es', until)}; solo se usan en emergencias.

Con esta carta desaparece también su dirección. Si tiene alguna pregunta, escriba o llame a la clínica.
`,
  }),
}

/** Answers how to have the letter written in the transaction that erases. */
export function erasureLetters({ jobs, secret }: Pick<House, 'jobs' | 'secret'>, mailer: Mailer | undefined) {
  jobs.work<{ sealed: string }>(queue, async ({ sealed }) => {
    const opened = unseal(secret, purpose, sealed)
    if (!mailer || !opened) return
    const erased = JSON.parse(opened) as Erased
    await mailer.send({ to: erased.email, from: erased.clinic, ...words[erased.language ?? 'en'](erased) })
  })
  return (db: Tx, erased: Erased) => enqueue(db, queue, { sealed: seal(secret, purpose, JSON.stringify(erased)) })
}
