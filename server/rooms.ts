/** The rooms of the house, in the order people meet them. */
import { appointmentRoutes } from './appointments/routes.ts'
import type { Auth } from './auth/auth.ts'
import type { Config } from './config.ts'
import { contactRoutes } from './contacts/routes.ts'
import type { OpenDatabase } from './db/open.ts'
import type { App } from './http/house.ts'
import { importRoutes } from './imports/routes.ts'
import { leadRoutes } from './leads/routes.ts'
import { recordRoutes } from './records/routes.ts'
import { taskRoutes } from './tasks/routes.ts'

export interface RoomParts {
  config: Config & { sessionSecret: string }
  database: OpenDatabase
  auth: Auth
  now: () => Date
}

export async function openRooms(app: App, _parts: RoomParts): Promise<void> {
  leadRoutes(app)
  contactRoutes(app)
  taskRoutes(app)
  appointmentRoutes(app)
  importRoutes(app)
  recordRoutes(app)
}
