/** What the clinic asks of its database, by name: requests as one of its people makes them, and what runs behind them. */

export interface Named {
  name: string
  who?: 'seller' | 'admin'
}
export interface NamedRequest extends Named {
  path: string
}
export interface NamedStatement extends Named {
  text: string
}

const get = (path: string, who: 'seller' | 'admin' = 'seller'): NamedRequest => ({ name: `GET ${path}`, path, who })

export const requests: NamedRequest[] = [
  ...[
    '/leads',
    '/leads/40',
    '/leads?status=HHQ%20Signed',
    '/leads?ownerId=1',
    '/leads?ownerId=1&status=HHQ%20Signed',
    '/leads?sort=-createdAt',
    '/leads?sort=lastName',
    '/leads?email=lead40%40example.com',
    '/leads?healthCoachBookedWith=12',
    '/leads?clock=overdue',
    '/leads?q=miller',
    '/leads/facets',
    '/leads/board',
    '/leads/40/timeline',
    '/contacts',
    '/contacts/40',
    '/contacts?stage=Intake',
    '/contacts?healthCoachId=12',
    '/contacts?healthCoachId=12&stage=Intake',
    '/contacts?sort=-createdAt',
    '/contacts?sort=lastName',
    '/contacts?sort=stage',
    '/contacts?email=patient40%40example.com',
    '/contacts?leadId=40',
    '/contacts/40/timeline',
    '/contacts/board',
    '/tasks',
    '/tasks?sort=-dueDate',
    '/tasks?sort=-createdAt',
    '/tasks?sort=priority',
    '/tasks?status=Completed',
    '/tasks?priority=Urgent',
    '/tasks?assignedToId=1',
    '/tasks?assignedToId=1&status=Pending',
    '/tasks?leadId=40',
    '/tasks?contactId=40',
    '/appointments',
    '/appointments?status=No%20Show',
    '/appointments?userId=12',
    '/appointments?sort=-createdAt',
    '/appointments?leadId=40',
    '/appointments?contactId=40',
    '/calendar?from=2026-11-16T00:00:00Z&to=2026-11-23T00:00:00Z&userId=12',
    '/activity',
    '/activity?userId=1',
    '/activity?entityType=lead&entityId=40',
    '/search?q=miller',
    '/my-day/panel',
    '/my-day/queue',
    '/no-next-step',
    '/notifications',
    '/reports/work',
    '/reports/funnel',
    '/reports/sources',
    '/reports/panels',
    '/reports/calls',
    '/reports/visits',
    '/reports/tasks',
    '/reports/targets',
    '/users?role=SDR',
  ].map((path) => get(path)),
  ...[
    '/audit',
    '/audit?action=created',
    '/audit?userId=1',
    '/audit?entityType=lead&entityId=40',
    '/audit?kind=refused',
    '/audit?kind=did&kind=looked&kind=refused',
  ].map((path) => get(path, 'admin')),
]

/** Behind the requests: signing in, clearing away, imports, deletion. */
export const statements: NamedStatement[] = [
  { name: 'signing in', text: "select id from users where lower(email) = lower('ann@clinic.example')" },
  { name: 'a user by e-mail as written', text: "select id from users where email = 'ann@clinic.example'" },
  { name: 'a lead by e-mail as written', text: "select id from leads where email = 'lead40@example.com'" },
  { name: 'the portal’s login', text: "select id from leads where lower(email) = 'lead40@example.com' and portal_access" },
  {
    name: 'the trail between two days',
    text: "select id from activity_logs where created_at >= now() - interval '1 day' and created_at < now() order by created_at",
  },
  {
    name: 'visits between two days',
    text: "select id from appointments where scheduled_at >= now() - interval '1 day' and scheduled_at < now()",
  },
  { name: 'tasks due between two days', text: "select id from tasks where due_date >= now() - interval '1 hour' and due_date < now()" },
  { name: 'who looked at a record', text: "select id from access_log where entity_type = 'lead' and entity_ids @> array[40]" },
  { name: 'what a person looked at', text: 'select id from access_log where user_id = 1 order by at desc limit 50' },
  { name: 'looks between two days', text: "select id from access_log where at >= now() - interval '1 hour'" },
  { name: 'clearing away sessions', text: 'delete from sessions where expires_at < now()' },
  { name: 'clearing away answers kept for retries', text: "delete from idempotency_keys where created_at < now() - interval '1 day'" },
  { name: 'clearing away guesses', text: "delete from sign_in_attempts where at < now() - interval '1 day'" },
  { name: 'guesses at a login', text: "select count(*) from sign_in_attempts where subject = 'x' and at > now() - interval '15 minutes'" },
]
