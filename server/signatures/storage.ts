/** SQL of the signatures and of the keys they are made with. */
import { asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import { signatures, signatureVoids, signingKeys } from '../../shared/schema/questionnaires.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface KeyRow {
  id: string
  publicKey: string
  sealedPrivateKey: string
  createdAt: string
  retiredAt: string | null
}

const asTime = (column: typeof signingKeys.createdAt | typeof signingKeys.retiredAt) => timeAsText(sql`${column}`)

/** Newest first, those in use before retired ones. */
export async function findKeys(db: Db): Promise<KeyRow[]> {
  return db
    .select({
      id: signingKeys.id,
      publicKey: signingKeys.publicKey,
      sealedPrivateKey: signingKeys.sealedPrivateKey,
      createdAt: asTime(signingKeys.createdAt).mapWith(String),
      retiredAt: sql<string | null>`${asTime(signingKeys.retiredAt)}`,
    })
    .from(signingKeys)
    .orderBy(desc(sql`${signingKeys.retiredAt} is null`), desc(signingKeys.createdAt), asc(signingKeys.id))
}

/** One at a time makes keys. */
export const lockKeys = (db: Tx) => db.execute(sql`select pg_advisory_xact_lock(hashtext('signing_keys'))`)

export async function insertKey(db: Tx, key: typeof signingKeys.$inferInsert): Promise<void> {
  await db.insert(signingKeys).values(key)
}

export async function retireKeys(db: Tx): Promise<void> {
  await db.update(signingKeys).set({ retiredAt: sql`now()` }).where(sql`${signingKeys.retiredAt} is null`)
}

export interface ToBeSigned extends Record<string, unknown> {
  id: number
  leadId: number
  state: string
  revision: number
  answers: Record<string, never>
  version: number
  questionnaire: string
  definition: never
  clinic: string
}

/** Locked until the transaction ends: nobody edits what is being signed. */
export async function lockResponse(db: Tx, id: number, leadId: number): Promise<ToBeSigned | undefined> {
  const { rows } = await db.execute<ToBeSigned>(sql`
    select r.id, r.lead_id as "leadId", r.state, r.revision, r.answers, v.version, v.questionnaire, v.definition,
      coalesce((select name from clinic_settings), 'My clinic') as clinic
    from questionnaire_responses r join questionnaire_versions v on v.id = r.version_id
    where r.id = ${id} and r.lead_id = ${leadId} for update of r`)
  return rows[0]
}

export async function insertSignature(db: Tx, signature: typeof signatures.$inferInsert): Promise<number> {
  const [row] = await db.insert(signatures).values(signature).returning({ id: signatures.id })
  return (row as { id: number }).id
}

export interface SignatureRow extends Record<string, unknown> {
  id: number
  publicId: string
  leadId: number
  version: number
  state: 'valid' | 'void' | 'outdated'
  method: 'drawn' | 'typed'
  signerName: string
  signedAt: string
  digest: string
  keyId: string
  voidReason: string | null
  voidedAt: string | null
  voidedById: number | null
}

/** Why a signature was made void, and by whom, is the staff's to read. */
const list = (reasons: SQL) => sql`select s.id, s.public_id as "publicId", s.lead_id as "leadId", v.version,
    case when x.signature_id is not null then 'void' when r.state = 'complete' then 'valid' else 'outdated' end as state,
    s.method, s.signer_name as "signerName", ${timeAsText(sql`s.signed_at`)} as "signedAt", s.digest, s.key_id as "keyId",
    ${reasons}, ${timeAsText(sql`x.voided_at`)} as "voidedAt"
  from signatures s join questionnaire_responses r on r.id = s.response_id join questionnaire_versions v on v.id = r.version_id
    left join signature_voids x on x.signature_id = s.id`
const forStaff = list(sql`x.reason as "voidReason", x.voided_by_id as "voidedById"`)
const forAnybody = list(sql`null as "voidReason", null as "voidedById"`)

export async function signaturesOf(db: Db, leadId: number): Promise<SignatureRow[]> {
  return (await db.execute<SignatureRow>(sql`${forStaff} where s.lead_id = ${leadId} order by s.id desc`)).rows
}

export async function ownSignaturesOf(db: Db, leadId: number): Promise<SignatureRow[]> {
  return (await db.execute<SignatureRow>(sql`${forAnybody} where s.lead_id = ${leadId} order by s.id desc`)).rows
}

export async function findSignature(db: Db, id: number): Promise<SignatureRow | undefined> {
  return (await db.execute<SignatureRow>(sql`${forStaff} where s.id = ${id}`)).rows[0]
}

export async function findByResponse(db: Db, responseId: number): Promise<SignatureRow | undefined> {
  return (await db.execute<SignatureRow>(sql`${forAnybody} where s.response_id = ${responseId}`)).rows[0]
}

export async function findByPublicId(db: Db, publicId: string): Promise<SignatureRow | undefined> {
  return (await db.execute<SignatureRow>(sql`${forAnybody} where s.public_id = ${publicId}`)).rows[0]
}

export interface SignedText {
  canonical: string
  digest: string
  signature: string
  keyId: string
}

export async function findSignedText(db: Db, id: number): Promise<SignedText | undefined> {
  const { canonical, digest, signature, keyId } = signatures
  const [row] = await db.select({ canonical, digest, signature, keyId }).from(signatures).where(eq(signatures.id, id))
  return row
}

export async function insertVoid(db: Tx, given: typeof signatureVoids.$inferInsert): Promise<void> {
  await db.insert(signatureVoids).values(given).onConflictDoNothing()
}

interface Waiting extends Record<string, unknown> {
  signerName: string
  response: { id: number; revision: number; version: number; completedAt: string } | null
}

/** The newest complete answers to the health questionnaire, and the person's own name. */
export async function findWaiting(db: Db, leadId: number): Promise<Waiting | undefined> {
  const { rows } = await db.execute<Waiting>(sql`
    select l.first_name || ' ' || l.last_name as "signerName", (
      select json_build_object('id', r.id, 'revision', r.revision, 'version', v.version, 'completedAt', ${timeAsText(sql`r.completed_at`)})
      from questionnaire_responses r join questionnaire_versions v on v.id = r.version_id
      where r.lead_id = l.id and r.state = 'complete' and v.questionnaire = 'hhq' order by r.id desc limit 1) as response
    from leads l where l.id = ${leadId}`)
  return rows[0]
}

export async function leadExists(db: Db, id: number): Promise<boolean> {
  const { rows } = await db.execute<{ found: boolean }>(sql`select exists (select from leads where id = ${id}) as found`)
  return rows[0]?.found ?? false
}
