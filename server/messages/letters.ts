/** "You have a message": that there is one and where, never what it says or who wrote it. */

import type { Language } from '../../shared/values.ts'
import { type Database, readAs, system } from '../db/actor.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { greeting } from '../mail/greeting.ts'
import type { Letter, Mailer } from '../mail/mail.ts'
import { type Addressee, findAddressee } from './letters-storage.ts'

export const mailQueue = 'messages.mail'

interface Post {
  database: Database
  mailer: Mailer
  /** Where the link leads. */
  origin: () => string
}

export function mailMessages(jobs: Jobs, post: Post): void {
  jobs.work<{ leadId: number; messageId: number }>(mailQueue, (message) => mailMessage(post, message))
}

/** Not if they have read it meanwhile, or cannot sign in. */
export async function mailMessage({ database, mailer, origin }: Post, message: { leadId: number; messageId: number }): Promise<void> {
  const addressee = await readAs(database, system, (db) => findAddressee(db, message))
  if (addressee)
    await mailer.send({
      to: addressee.email,
      from: addressee.clinic,
      ...words[addressee.language ?? 'en'](addressee, `${origin()}/portal/messages`),
    })
}

const words: Record<Language, (addressee: Addressee, url: string) => Letter> = {
  en: ({ firstName, clinic }, url) => ({
    subject: `You have a message from ${clinic}`,
    text: `${greeting('en', firstName)}

there is a new message for you from ${clinic}. Sign in to read it and to answer:

${url}

Answers to this letter do not reach anybody.
`,
  }),
  es: ({ firstName, clinic }, url) => ({
    subject: `Tiene un mensaje de ${clinic}`,
    text: `${greeting('es', firstName)}

Tiene un mensaje nuevo de ${clinic}. Inicie sesión para leerlo y responder:

${url}

Las respuestas a esta carta no llegan a nadie.
`,
  }),
}
