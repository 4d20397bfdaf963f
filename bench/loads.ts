/** The requests that are measured, each with the same SQL for pgbench and the same request for the baseline. */
import { listStatement } from '../server/db/list.ts'
import type { Statement } from '../server/db/statement.ts'
import { leadList, leadStatement } from '../server/leads/storage.ts'
import { leadReadinesses } from '../shared/values.ts'
import { staffFor } from './data.ts'
import type { Ask } from './load.ts'

export interface Load {
  name: 'get' | 'list' | 'PATCH'
  script: string
  ours: Ask[]
  baseline: Ask[]
}

const asked = 997
const status = 'HHQ Signed'

/** Numbers spread over 1 to `most`, the same at every run. */
const spread = (most: number) => Array.from({ length: asked }, (_, index) => 1 + ((index * 7919 + 13) % most))

export function loadsFor(leads: number): Load[] {
  return [getById(leads), filteredList(leads), auditedPatch(leads)]
}

function getById(leads: number): Load {
  const asks = spread(leads).map((id): Ask => ({ method: 'GET', path: `/leads/${id}` }))
  const script = `\\set id random(1, ${leads})\n${pgbenchText(leadStatement(1), { 1: ':id' })};\n`
  return { name: 'get', script, ours: asks, baseline: asks }
}

/** What an SDR has open all day: their own leads in one status, newest first. */
function filteredList(leads: number): Load {
  const { sellers } = staffFor(leads)
  const asks = spread(sellers).map((id): Ask => ({ method: 'GET', path: `/leads?ownerId=${id}&status=${encodeURIComponent(status)}` }))
  const statement = listStatement('leads', leadList, { limit: 50, sort: '-updatedAt', ownerId: [1], status: [status] })
  const script = `\\set owner random(1, ${sellers})\n${pgbenchText(statement, { 1: ':owner' })};\n`
  return { name: 'list', script, ours: asks, baseline: asks }
}

/** One column changed, with its entry in the trail, nobody told by trigger; the baseline changes the column alone. */
function auditedPatch(leads: number): Load {
  const asks = spread(leads).map((id, index): Ask => {
    const leadReadiness = leadReadinesses[Math.floor(index / 3) % leadReadinesses.length]
    return { method: 'PATCH', path: `/leads/${id}`, body: { leadReadiness } }
  })
  const names = leadReadinesses.map((name) => `'${name}'`).join(', ')
  const row = leadStatement(1)
    .text.replace(/^select /, '')
    .replace(/ from "leads" where .*$/s, '')
  const script = `\\set id random(1, ${leads})
\\set choice random(1, 4)
begin;
set local app.bulk = 'on';
update leads set lead_readiness = (array[${names}])[:choice] where id = :id returning ${row};
insert into activity_logs (entity_type, entity_id, action, details, user_id)
  values ('lead', :id, 'updated', '{"changes":{"leadReadiness":["Cold","Warm"]}}', 1);
commit;
`
  return { name: 'PATCH', script, ours: asks, baseline: asks }
}

/** $1 becomes a pgbench variable where one is named, the other values are written out. */
function pgbenchText({ text, values }: Statement, variables: Record<number, string>): string {
  return text.replace(/\$(\d+)/g, (_, place) => {
    const value = values[Number(place) - 1]
    return variables[place] ?? (typeof value === 'number' ? String(value) : `'${String(value)}'`)
  })
}
