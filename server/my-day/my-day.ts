/** The caller's own day: how their panel stands, and whom to call now. */

import type { z } from 'zod'
import type { Panel, QueuedLead } from '../../shared/contracts/my-day.ts'
import type { Actor } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import { countPanel } from './panel-storage.ts'
import { leadsToCall } from './queue-storage.ts'

export async function panelOf(db: Db, { userId, role }: Actor, now: Date) {
  const kind = role === 'SDR' ? 'lead' : 'contact'
  const json = await countPanel(db, kind, userId, now)
  const { longest }: z.output<typeof Panel> = JSON.parse(json)
  return { kind, json, ids: longest.map(({ id }) => id) }
}

export async function callQueue(db: Db, { userId }: Actor, now: Date, limit: number) {
  const json = await leadsToCall(db, userId, now, limit)
  const data: z.output<typeof QueuedLead>[] = JSON.parse(json)
  return { json: `{"data":${json}}`, ids: data.map(({ id }) => id) }
}
