import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

async function arrived(row: Record<string, unknown> = {}) {
  const id = await build.lead(clinic, row)
  await clinic.sql(`insert into lead_touches (lead_id, source, lead_source) values ($1, 'spring', 'Newsletter')`, [id])
  await clinic.sql(`insert into consents (lead_id, kind, wording, address) values ($1, 'contact', 'I agree.', '10.0.0.1')`, [id])
  return id
}
const kept = async (leadId: number) => {
  const [row] = await clinic.sql(
    'select (select count(*)::int from lead_touches where lead_id = $1) as touches, (select count(*)::int from consents where lead_id = $1) as consents',
    [leadId],
  )
  return row
}

test('where a lead came from and what they agreed to go with a deletion and come back with the lead', async () => {
  const admin = clinic.as(clinic.people.admin)
  const id = await arrived()
  expect((await admin.delete(`/leads/${id}`)).status).toBe(204)
  expect(await kept(id)).toEqual({ touches: 0, consents: 0 })
  const [deleted] = await clinic.sql(`select id from deleted_records where entity_type = 'lead' and entity_id = $1`, [id])
  expect((await admin.post(`/deleted-records/${deleted?.id}/restoration`)).status).toBeLessThan(300)
  expect(await kept(id)).toEqual({ touches: 1, consents: 1 })
})

test('they follow a merge, and part again', async () => {
  const admin = clinic.as(clinic.people.admin)
  const [keptId, mergedId] = [await arrived(), await arrived()]
  const merge = await admin.post<{ id: number }>('/merges', { entityType: 'lead', keptId, mergedId })
  expect([merge.status, await kept(keptId)]).toEqual([201, { touches: 2, consents: 2 }])
  expect((await admin.delete(`/merges/${merge.body.id}`)).status).toBeLessThan(300)
  expect([await kept(keptId), await kept(mergedId)]).toEqual([
    { touches: 1, consents: 1 },
    { touches: 1, consents: 1 },
  ])
})
