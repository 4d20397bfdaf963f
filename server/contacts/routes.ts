import { contactApi } from '../../shared/contracts/contacts.ts'
import { exportApi } from '../../shared/contracts/exports.ts'
import { serveExport } from '../exports/exports.ts'
import type { App } from '../http/house.ts'
import { serveList, serveRow } from '../http/lists.ts'
import { serve } from '../http/serve.ts'
import { serveTrail } from '../http/serve-trail.ts'
import { contactCards } from './board-storage.ts'
import { addContact, changeContact, deleteContact } from './contacts.ts'
import { contactFacets } from './facets.ts'
import { contactStages, contactStanding, moveContact } from './stages.ts'
import { contactList, contactStatement } from './storage.ts'
import { contactDuplicates, contactRestriction, contactTimeline, restrictContact, unrestrictContact } from './story.ts'

export function contactRoutes(app: App): void {
  const { secret } = app.house
  serveList(app, contactApi.list, () => contactList)
  serveExport(app, exportApi.contacts, contactList)
  serveList(app, contactApi.board, () => contactCards)
  serve(app, contactApi.facets, ({ db, query }) => contactFacets(db, query))
  serveRow(app, contactApi.get, 'Contact', contactStatement)
  serve(app, contactApi.create, ({ db, actor, body }) => addContact(db, actor, body))
  serve(app, contactApi.update, ({ db, actor, params, body, ifMatch }) => changeContact(db, actor, params.id, body, ifMatch))
  serve(app, contactApi.remove, ({ db, actor, params, ifMatch }) => deleteContact(db, actor, params.id, ifMatch))
  serve(app, contactApi.move, ({ db, actor, params, body, ifMatch }) => moveContact(db, actor, params.id, { ...body, ifMatch }))
  serveTrail(app, contactApi.timeline, ({ db, archived, params, query }) => contactTimeline(db, { secret, archived }, params.id, query))
  serve(app, contactApi.stages, ({ db, params }) => contactStages(db, params.id))
  serve(app, contactApi.standing, ({ db, params }) => contactStanding(db, params.id))
  serve(app, contactApi.duplicates, ({ db, params }) => contactDuplicates(db, params.id))
  serve(app, contactApi.restriction, ({ db, params }) => contactRestriction(db, params.id))
  serve(app, contactApi.restrict, ({ db, actor, params, body }) => restrictContact(db, actor, params.id, body.reason))
  serve(app, contactApi.unrestrict, ({ db, actor, params }) => unrestrictContact(db, actor, params.id))
}
