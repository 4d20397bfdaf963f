/** What a person wants to be told, and where. Without a word of theirs: in the app, not by mail. */
import { type NotificationKind, notificationKinds } from '../../shared/values.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { findWishes, storeWish } from './preferences-storage.ts'

interface Wish {
  inApp: boolean
  byMail: boolean
}
type Wishes = Record<NotificationKind, Wish>
type WishChanges = { [K in NotificationKind]?: { inApp?: boolean | undefined; byMail?: boolean | undefined } | undefined }

const usual: Wish = { inApp: true, byMail: false }

export async function preferencesOf(db: Db, { userId }: Actor, mails: boolean) {
  return { preferences: await wishesOf(db, userId), mails }
}

export async function changePreferences(db: Tx, actor: Actor, given: WishChanges, mails: boolean) {
  const before = await wishesOf(db, actor.userId)
  const changes: Record<string, [unknown, unknown]> = {}
  for (const kind of notificationKinds) {
    const after = { inApp: given[kind]?.inApp ?? before[kind].inApp, byMail: given[kind]?.byMail ?? before[kind].byMail }
    if (after.inApp === before[kind].inApp && after.byMail === before[kind].byMail) continue
    changes[kind] = [before[kind], after]
    await storeWish(db, actor.userId, { kind, ...after })
  }
  if (Object.keys(changes).length) {
    const entry = { entityType: 'user', entityId: actor.userId, action: 'notices_chosen', userId: actor.userId } as const
    logActivity(db, { ...entry, details: { changes } })
  }
  return { preferences: await wishesOf(db, actor.userId), mails }
}

async function wishesOf(db: Db, userId: number): Promise<Wishes> {
  const wishes: Wishes = { assigned: usual, mentioned: usual, overdue: usual, claimed: usual, message: usual, asked: usual }
  for (const { kind, inApp, byMail } of await findWishes(db, userId)) wishes[kind] = { inApp, byMail }
  return wishes
}
