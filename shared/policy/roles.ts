/** Who there is, and what a rule of a route may say. */
import type { UserRole } from '../values.ts'

/** `patient` routes are the portal's: its own sign-in, never that of the staff. */
/** `world` is open to pages of other sites too, and recognises nobody. */
export type RouteRule = 'anyone' | 'world' | 'patient' | readonly UserRole[]

/** Which roles pass the gate of each route of a room, by `METHOD /path`. */
export type Routes = Readonly<Record<string, RouteRule>>

export const staff = ['SDR', 'Health Coach', 'Admin'] as const
export const admins = ['Admin'] as const
export const coaches = ['Health Coach', 'Admin'] as const
export const sellers = ['SDR', 'Admin'] as const

export interface Someone {
  userId: number
  role: UserRole
}

export const isAdmin = (actor: Someone) => actor.role === 'Admin'
