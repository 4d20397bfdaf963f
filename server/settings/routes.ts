import { settingsApi } from '../../shared/contracts/settings.ts'
import type { App } from '../http/house.ts'
import { serveKept } from '../http/kept.ts'
import { serve } from '../http/serve.ts'
import { changeClinic, clinicSettings, holidays, removeHoliday, setHoliday, setHours } from './settings.ts'
import { setValueList, valueLists } from './value-lists.ts'

export function settingsRoutes(app: App): void {
  serveKept(app, settingsApi.clinic, 'clinic', clinicSettings)
  serve(app, settingsApi.changeClinic, ({ db, actor, body, ifMatch }) => changeClinic(db, actor, body, ifMatch))
  serve(app, settingsApi.setHours, ({ db, actor, body }) => setHours(db, actor, body.hours))
  serveKept(app, settingsApi.holidays, 'clinic', holidays)
  serve(app, settingsApi.setHoliday, ({ db, actor, params, body }) => setHoliday(db, actor, params.day, body.name))
  serve(app, settingsApi.removeHoliday, ({ db, actor, params }) => removeHoliday(db, actor, params.day))
  serveKept(app, settingsApi.valueLists, 'clinic', async (db) => ({ value: await valueLists(db) }))
  serve(app, settingsApi.setValueList, ({ db, actor, params, body }) => setValueList(db, actor, params.list, body))
}
