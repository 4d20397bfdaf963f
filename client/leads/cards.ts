/** What a row of the table shows beside the lead's own columns: the list itself is read without it, rows in sight ask together. */
import { queryOptions } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { cardKey, type LeadCard } from './queries.ts'

const gatherMilliseconds = 20
const atOnce = 200

let waiting = new Map<number, ((card: LeadCard | null) => void)[]>()
let timer: ReturnType<typeof setTimeout> | undefined

export const cardQuery = (id: number) => queryOptions({ queryKey: [cardKey, id], queryFn: () => askTogether(id), staleTime: 30_000 })

function askTogether(id: number): Promise<LeadCard | null> {
  if (timer === undefined) timer = setTimeout(() => void ask(), gatherMilliseconds)
  return new Promise((resolve) => waiting.set(id, [...(waiting.get(id) ?? []), resolve]))
}

async function ask() {
  const asked = waiting
  waiting = new Map()
  timer = undefined
  const ids = [...asked.keys()]
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce)
    const page = await call('GET /leads/board', { query: { id: some, limit: atOnce } }).catch(() => undefined)
    const found = new Map(page?.data.map((card) => [card.id, card]))
    for (const id of some) for (const resolve of asked.get(id) ?? []) resolve(found.get(id) ?? null)
  }
}
