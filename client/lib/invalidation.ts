/**
 * Which cached queries an event makes stale. Every query key starts with the name of its room in the plural
 * (`['leads', 'list', ...]`), the way the API's own paths do.
 */

export type ActivityEvent = { entityType: string; entityId: number }

const rooms: Readonly<Record<string, readonly string[]>> = {
  lead: ['leads', 'messages', 'payments'],
  contact: ['contacts', 'messages'],
  task: ['tasks', 'leads', 'contacts'],
  appointment: ['appointments', 'leads', 'contacts'],
  user: ['users'],
  clinic: ['settings', 'me'],
  notification: ['notifications'],
  import: ['imports', 'leads', 'contacts'],
  bulk_job: ['bulk-jobs', 'leads', 'contacts', 'tasks'],
}

export function roomsOf(events: readonly ActivityEvent[]): string[] {
  return [...new Set(events.flatMap(({ entityType }) => rooms[entityType] ?? []))]
}
