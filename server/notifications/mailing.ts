/**
 * Notices by mail: one letter for all that came within some minutes. It says how many and where, nothing of whom: mail
 * is read by more than its reader.
 */
import { type Database, readAs, system, writeAs } from '../db/actor.ts'
import { enqueue, type Jobs } from '../jobs/jobs.ts'
import { noticesMail } from '../mail/letters.ts'
import type { Mailer } from '../mail/mail.ts'
import { findWhoWaits, lockWaiting, noteMailed } from './mailing-storage.ts'

interface Post {
  database: Database
  mailer: Mailer
  /** Where the link leads. */
  origin: () => string
  now: () => Date
}

const minute = 60_000
/** Others may join a notice for so long. */
const gathers = 5 * minute
/** What could not be mailed for a day is no news. */
const mailedWithin = 24 * 60 * minute
const queue = 'notifications.mail'

export function mailNotices(jobs: Jobs, post: Post): void {
  jobs.schedule('notifications.gather', '* * * * *', () => gatherLetters(post))
  jobs.work<{ userId: number }>(queue, ({ userId }) => mailNoticesTo(post, userId))
}

const since = ({ now }: Post) => new Date(now().getTime() - mailedWithin)

export async function gatherLetters(post: Post): Promise<void> {
  const until = new Date(post.now().getTime() - gathers)
  const people = await readAs(post.database, system, (db) => findWhoWaits(db, { since: since(post), until }))
  await writeAs(post.database, system, async (db) => {
    for (const userId of people) await enqueue(db, queue, { userId })
  })
}

/** Marked as mailed once the mail server has taken it; if it does not, the job comes again. */
export async function mailNoticesTo(post: Post, userId: number): Promise<void> {
  await writeAs(post.database, system, async (db) => {
    const waiting = await lockWaiting(db, userId, since(post))
    if (!waiting) return
    const { ids, email, firstName, language } = waiting
    await post.mailer.send({
      to: email,
      ...noticesMail({ firstName, count: ids.length, url: `${post.origin()}/notifications`, language: language ?? 'en' }),
    })
    await noteMailed(db, ids, post.now())
  })
}
