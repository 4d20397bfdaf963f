import { sql } from 'drizzle-orm'
import type { NotificationKind } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'

export interface Wish extends Record<string, unknown> {
  kind: NotificationKind
  inApp: boolean
  byMail: boolean
}

export async function findWishes(db: Db, userId: number): Promise<Wish[]> {
  const { rows } = await db.execute<Wish>(
    sql`select kind, in_app as "inApp", by_mail as "byMail" from notification_preferences where user_id = ${userId}`,
  )
  return rows
}

export const storeWish = (db: Tx, userId: number, { kind, inApp, byMail }: Wish) =>
  db.execute(sql`insert into notification_preferences (user_id, kind, in_app, by_mail) values (${userId}, ${kind}, ${inApp}, ${byMail})
    on conflict (user_id, kind) do update set in_app = excluded.in_app, by_mail = excluded.by_mail`)
