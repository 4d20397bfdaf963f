/**
 * Quick reads that come in the same turn of the event loop leave together, in one write and one transaction, and few
 * such trips are under way at a time: the busier the server, the more readers share a trip. A read that may take long
 * goes alone (`readText`), so that nobody waits behind it.
 */
import type { ActorOrSystem, Database } from './actor.ts'
import type { Cells } from './frames.ts'
import type { Statement } from './statement.ts'
import { type Reader, readerOf, travel } from './trip.ts'

interface Station {
  waiting: Reader[]
  underWay: number
  isCalled: boolean
}

const mostUnderWay = 2
const mostTogether = 16

const stations = new WeakMap<Database, Station>()

/** Reads a row by its id, or as quick a thing, as the actor. */
export function readQuickly(database: Database, actor: ActorOrSystem, statement: Statement): Promise<Cells[]> {
  const station = stationOf(database)
  return new Promise((resolve, reject) => {
    station.waiting.push(readerOf(actor, statement, resolve, reject))
    call(database, station)
  })
}

function stationOf(database: Database): Station {
  const known = stations.get(database)
  if (known) return known
  const made = { waiting: [], underWay: 0, isCalled: false }
  stations.set(database, made)
  return made
}

/** At the end of this turn, once all who come in it wait. */
function call(database: Database, station: Station): void {
  if (station.isCalled || station.underWay >= mostUnderWay) return
  station.isCalled = true
  setImmediate(depart, database, station)
}

function depart(database: Database, station: Station): void {
  station.isCalled = false
  while (station.waiting.length && station.underWay < mostUnderWay) {
    station.underWay += 1
    void goTogether(database, station, station.waiting.splice(0, mostTogether))
  }
}

async function goTogether(database: Database, station: Station, readers: Reader[]): Promise<void> {
  const left = await travel(database, readers)
  station.underWay -= 1
  station.waiting.unshift(...left)
  if (station.waiting.length) call(database, station)
}
