/** The whole demo clinic as rows, the same for the same moment. */
import { openBooking } from './booking.ts'
import { keepTime } from './calendar.ts'
import { fillLedger, fillTalks } from './contact.ts'
import { day, lastWorkTime } from './hours.ts'
import { beginMaking, type IdOf, type Making, type Rows } from './making.ts'
import { fillPanels } from './patients.ts'
import { hireStaff } from './people.ts'
import { fillPipeline } from './pipeline.ts'
import { furnishVisitors, nameVisitors } from './visitors.ts'
import { addOpenTask, addPastTask } from './work.ts'

export function planClinic(now: Date, idOf: IdOf): Rows {
  const making = beginMaking(now, idOf)
  hireStaff(making)
  fillPanels(making)
  fillPipeline(making)
  runTheHouse(making)
  const visitors = nameVisitors(making)
  keepTime(making)
  fillLedger(making)
  fillTalks(making)
  openBooking(making)
  furnishVisitors(making, visitors)
  making.rows.trail.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
  making.rows.history.sort((a, b) => (a.enteredAt?.getTime() ?? 0) - (b.enteredAt?.getTime() ?? 0))
  return making.rows
}

/** What Admins have on their own lists. */
function runTheHouse(making: Making): void {
  const { chance, now, staff } = making
  for (const userId of staff.admins) {
    for (const title of ['Compare the month with its targets', 'Check who has access', 'Order lab kits']) {
      addOpenTask(making, { title, userId })
      addPastTask(making, { title, userId }, lastWorkTime(new Date(now.getTime() - chance.spread(20, 40) * day), chance))
    }
  }
}
