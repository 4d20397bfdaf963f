import { settingsApi } from '../../shared/contracts/settings.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { changeClinic, clinicSettings, holidays, removeHoliday, setHoliday, setHours } from './settings.ts'
import { setValueList, valueLists } from './value-lists.ts'

export function settingsRoutes(app: App): void {
  serve(app, settingsApi.clinic, ({ db }) => clinicSettings(db))
  serve(app, settingsApi.changeClinic, ({ db, actor, body, ifMatch }) => changeClinic(db, actor, body, ifMatch))
  serve(app, settingsApi.setHours, ({ db, actor, body }) => setHours(db, actor, body.hours))
  serve(app, settingsApi.holidays, ({ db }) => holidays(db))
  serve(app, settingsApi.setHoliday, ({ db, actor, params, body }) => setHoliday(db, actor, params.day, body.name))
  serve(app, settingsApi.removeHoliday, ({ db, actor, params }) => removeHoliday(db, actor, params.day))
  serve(app, settingsApi.valueLists, async ({ db }) => ({ value: await valueLists(db) }))
  serve(app, settingsApi.setValueList, ({ db, actor, params, body }) => setValueList(db, actor, params.list, body))
}
