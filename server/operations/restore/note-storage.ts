import { withOwner } from '../owner-storage.ts'

/** The trail of the restored database says that it is one, and sessions of before begin anew. */
export async function noteRestore(ownerUrl: string, details: { to: string; backup: string }): Promise<void> {
  await withOwner(ownerUrl, async (client) => {
    await client.query('begin')
    await client.query("insert into activity_logs (entity_type, entity_id, action, details) values ('clinic', 1, 'restored', $1)", [
      JSON.stringify(details),
    ])
    await client.query('delete from sessions')
    await client.query('commit')
  })
}
