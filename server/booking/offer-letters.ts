/** The work behind the waitlist: offering what is freed, passing on what lapses, writing to whom it is offered. */
import type { Language } from '../../shared/values.ts'
import { type Database, readAs, system, writeAs } from '../db/actor.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Mailer } from '../mail/mail.ts'
import { timeIn } from '../visit-letters/words.ts'
import { type Freed, freedQueue, letterQueue, offerFreed, passOnLapsed } from './offers.ts'
import { findOfferLetter } from './offers-storage.ts'

interface Post {
  database: Database
  mailer: Mailer | undefined
  /** Where the portal is. */
  origin: () => string
  now: () => Date
}

export function workWaitlist(jobs: Jobs, post: Post): void {
  const { database, now } = post
  jobs.work<Freed>(freedQueue, (freed) => writeAs(database, system, async (db) => void (await offerFreed(db, freed, now()))))
  jobs.schedule('booking.lapsed', '* * * * *', () => writeAs(database, system, async (db) => void (await passOnLapsed(db, now()))))
  jobs.work<{ entryId: number }>(letterQueue, (job) => sendOfferLetter(post, job.entryId))
}

/** An offer that is gone by now is not written about. */
export async function sendOfferLetter({ database, mailer, origin, now }: Post, entryId: number): Promise<void> {
  const row = await readAs(database, system, (db) => findOfferLetter(db, entryId))
  if (!mailer || !row?.email || Date.parse(row.expiresAt) <= now().getTime()) return
  const language = row.language ?? 'en'
  const zone = row.timeZone ?? row.clinicZone
  const [time, until] = [row.startsAt, row.expiresAt].map((scheduledAt) => timeIn(zone, { language, scheduledAt }))
  await mailer.send({
    to: row.email,
    from: row.clinic,
    ...words[language]({ clinic: row.clinic, time, until, url: `${origin()}/portal/book` }),
  })
}

interface Offer {
  clinic: string
  time: string | undefined
  until: string | undefined
  url: string
}
const words: Record<Language, (offer: Offer) => { subject: string; text: string }> = {
  en: ({ clinic, time, until, url }) => ({
    subject: `A time is free at ${clinic}`,
    text: `A time you waited for is free:

${time}

It is kept for you until ${until}. Take it or let it go here:
${url}

${clinic}
`,
  }),
  es: ({ clinic, time, until, url }) => ({
    subject: `Hay una hora libre en ${clinic}`,
    text: `Ha quedado libre una hora que usted esperaba:

${time}

La guardamos para usted hasta: ${until}. Acéptela o déjela aquí:
${url}

${clinic}
`,
  }),
}
