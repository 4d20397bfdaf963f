/** Rows for tests, made past the API; only what a test speaks about has to be given. */
import type { TestApp } from './app.ts'

type Values = Record<string, unknown>

async function insert(test: TestApp, table: string, row: Values): Promise<number> {
  const columns = Object.keys(row)
  const [made] = await test.sql<{ id: number }>(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')}) returning id`,
    Object.values(row),
  )
  return (made as { id: number }).id
}

let count = 0

/** Each builder takes column names as the database has them and answers the new id. */
export const build = {
  lead: (test: TestApp, row: Values = {}) => {
    count += 1
    return insert(test, 'leads', { first_name: 'Lena', last_name: `Lead${count}`, email: `lead${count}@example.com`, ...row })
  },
  contact: (test: TestApp, row: Values = {}) => {
    count += 1
    return insert(test, 'contacts', { first_name: 'Cora', last_name: `Contact${count}`, email: `contact${count}@example.com`, ...row })
  },
  task: (test: TestApp, row: Values = {}) => insert(test, 'tasks', { title: 'Call back', ...row }),
  appointment: (test: TestApp, row: Values = {}) =>
    insert(test, 'appointments', { title: 'First visit', scheduled_at: '2030-01-07 15:00:00', ...row }),
  restrict: (test: TestApp, entityType: 'lead' | 'contact', entityId: number) =>
    test.sql(`insert into record_restrictions (entity_type, entity_id, reason, restricted_by_id) values ($1, $2, 'own care', $3)`, [
      entityType,
      entityId,
      test.people.admin.id,
    ]),
}
