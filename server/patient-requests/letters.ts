/** Tells a patient by mail that there is an answer, and where to read it; what was asked and answered stays in the portal. */

import { readAs, system } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import type { House } from '../http/house.ts'
import { enqueue } from '../jobs/jobs.ts'
import { greeting } from '../mail/greeting.ts'
import type { Letter, Mailer } from '../mail/mail.ts'
import { findAddressee } from './storage.ts'

const queue = 'patient-requests.answered'

interface Words {
  firstName: string
  url: string
}
const words: Record<'en' | 'es', (given: Words) => Letter> = {
  en: ({ firstName, url }) => ({
    subject: 'The clinic has answered your request',
    text: `${greeting('en', firstName)}

there is an answer to a request you made. Sign in to read it:

${url}
`,
  }),
  es: ({ firstName, url }) => ({
    subject: 'La clínica respondió a su solicitud',
    text: `${greeting('es', firstName)}

Hay una respuesta a una solicitud que usted hizo. Inicie sesión para leerla:

${url}
`,
  }),
}

/** Answers how to have the letter written in the transaction of the answer. */
export function answerLetters({ database, jobs }: House, { mailer, origin }: { mailer: Mailer | undefined; origin: () => string }) {
  jobs.work<{ leadId: number }>(queue, async ({ leadId }) => {
    const patient = await readAs(database, system, (db) => findAddressee(db, leadId))
    if (!patient || !mailer) return
    const letter = words[patient.language ?? 'en']({ firstName: patient.firstName, url: `${origin()}/portal/data` })
    await mailer.send({ to: patient.email, from: patient.clinic, ...letter })
  })
  return (db: Tx, leadId: number) => enqueue(db, queue, { leadId })
}
