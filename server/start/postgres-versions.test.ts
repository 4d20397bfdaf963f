import { expect, test } from 'vitest'
import { testFolders } from '../test/data-folders.ts'
import { installedVersions, startInstalledPostgres } from '../test/installed-postgres.ts'

const folder = testFolders()

test.each(installedVersions)('it runs on the PostgreSQL %s of this machine, as an owner who is no superuser', async (version) => {
  const url = await startInstalledPostgres(version)
  const server = folder.run({ DATABASE_URL: url })
  const address = await server.ready()
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  expect(await server.ended('SIGTERM')).toBe(0)
  const again = folder.run({ DATABASE_URL: url })
  await again.ready()
})
