/** Versions of the questionnaire: an Admin writes a draft, publishes it, and from then on it is asked and never changes. */
import { questionnaireApi } from '../../shared/contracts/questionnaires.ts'
import { type Definition, itemsOf } from '../../shared/questionnaires.ts'
import { logActivity } from '../activity/activity.ts'
import { type Actor, type Database, readAs, system, writeAs } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { conflict, found } from '../http/errors.ts'
import { requireFresh } from '../http/etag.ts'
import { questionnaireAsFhir } from './fhir.ts'
import { healthHistory } from './hhq/hhq.ts'
import {
  deleteVersion,
  findVersion,
  findVersions,
  insertFirst,
  insertVersion,
  lockVersion,
  newestVersion,
  publishVersion,
  storeDefinition,
  type WholeVersion,
} from './storage.ts'

/** A clinic begins with the Health History Questionnaire. */
export async function beginQuestionnaires(database: Database): Promise<void> {
  if (await readAs(database, system, newestVersion)) return
  await writeAs(database, system, (db) => insertFirst(db, healthHistory))
}

export async function listVersions(db: Db) {
  const rows = await findVersions(db)
  const newest = rows.find(({ publishedAt }) => publishedAt !== null)
  return { data: rows.map((row) => ({ ...row, isAsked: row === newest, questions: itemsOf(row.definition).length })) }
}

export const versionOf = async (db: Db, id: number) => ({ value: found(await findVersion(db, id), 'Questionnaire') })

export async function versionAsFhir(db: Db, id: number) {
  const version = found(await findVersion(db, id), 'Questionnaire')
  const newest = await newestVersion(db)
  return { value: questionnaireAsFhir(version, newest?.id === id) }
}

export async function beginDraft(db: Tx, actor: Actor, fromId: number) {
  const from = found(await findVersion(db, fromId), 'Questionnaire')
  const draft = await insertVersion(db, from.definition, actor.userId)
  log(db, actor, 'questionnaire_draft_made', draft, { from: from.version })
  return { value: draft }
}

export async function editDraft(db: Tx, actor: Actor, id: number, given: { definition: Definition; ifMatch: string | undefined }) {
  const draft = draftOnly(await lockVersion(db, id))
  requireFresh(given.ifMatch, JSON.stringify(asSent(draft)))
  await storeDefinition(db, id, given.definition)
  log(db, actor, 'questionnaire_draft_edited', draft, { questions: itemsOf(given.definition).length })
  return versionOf(db, id)
}

export async function discardDraft(db: Tx, actor: Actor, id: number): Promise<void> {
  const draft = draftOnly(await lockVersion(db, id))
  await deleteVersion(db, id)
  log(db, actor, 'questionnaire_draft_dropped', draft)
}

export async function publishDraft(db: Tx, actor: Actor, id: number, now: Date) {
  const draft = draftOnly(await lockVersion(db, id))
  await publishVersion(db, id, { userId: actor.userId, now })
  log(db, actor, 'questionnaire_published', draft, { questions: itemsOf(draft.definition).length })
  return versionOf(db, id)
}

function draftOnly(version: WholeVersion | undefined): WholeVersion {
  const it = found(version, 'Questionnaire')
  if (it.publishedAt !== null) throw conflict('published', 'A published version never changes. Begin a new draft from it.')
  return it
}

/** As the reply has it, for the ETag. */
const asSent = (row: WholeVersion) => questionnaireApi.version.parts.reply.parse(row)

function log(db: Tx, actor: Actor, action: string, { version, questionnaire }: WholeVersion, facts: Record<string, unknown> = {}) {
  logActivity(db, { entityType: 'clinic', entityId: 1, action, userId: actor.userId, details: { questionnaire, version, ...facts } })
}
