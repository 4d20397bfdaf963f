/** SQL of people's files. Who may see what is row-level security (`531-messages.sql`). */
import { desc, eq, sql } from 'drizzle-orm'
import type { FileRow } from '../../shared/contracts/files.ts'
import { fileContents, files } from '../../shared/schema/care.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

const columns = {
  id: files.id,
  name: files.name,
  mediaType: sql<FileRow['mediaType']>`${files.mediaType}`,
  bytes: files.bytes,
  userId: files.userId,
  messageId: files.messageId,
  createdAt: timeAsText(sql`${files.createdAt}`).mapWith(String),
}

export const findFiles = (db: Db, leadId: number): Promise<FileRow[]> =>
  db.select(columns).from(files).where(eq(files.leadId, leadId)).orderBy(desc(files.createdAt), desc(files.id))

/** As the patient: with what they may take back. */
export const findOwnFiles = (db: Db, leadId: number) =>
  db
    .select({ ...columns, canTakeBack: sql<boolean>`may_take_back(${files.id})` })
    .from(files)
    .where(eq(files.leadId, leadId))
    .orderBy(desc(files.createdAt), desc(files.id))

export async function findFile(db: Db, id: string): Promise<(FileRow & { leadId: number }) | undefined> {
  const [row] = await db
    .select({ ...columns, leadId: files.leadId })
    .from(files)
    .where(eq(files.id, id))
  return row
}

export async function contentOf(db: Db, id: string): Promise<Buffer | undefined> {
  const [row] = await db.select({ content: fileContents.content }).from(fileContents).where(eq(fileContents.fileId, id))
  return row?.content
}

export async function insertFile(db: Tx, file: Omit<typeof files.$inferInsert, 'id'>, content: Buffer): Promise<FileRow> {
  const [row] = await db.insert(files).values(file).returning(columns)
  if (!row) throw new Error('The database answered no row for the one it took')
  await db.insert(fileContents).values({ fileId: row.id, content })
  return row
}

/** Whether it was there, and theirs to remove. */
export async function removeFile(db: Tx, id: string): Promise<boolean> {
  const gone = await db.delete(files).where(eq(files.id, id)).returning({ id: files.id })
  return gone.length > 0
}
