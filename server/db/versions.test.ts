import { expect, test } from 'vitest'
import { makeDatabase } from '../test/databases.ts'
import { catalogAt, documentedStatements, isDefinition, ofDocumented } from '../test/documented-schema.ts'
import { installedVersions, startInstalledPostgres } from '../test/installed-postgres.ts'
import { compareCatalogs } from './catalog.ts'
import { findDrift } from './drift.ts'
import { migrateDatabase } from './migrate.ts'
import { pushSchema } from './push.ts'

test.each(installedVersions)(
  'on PostgreSQL %s migrations and db:push give the documented tables too, for an owner who is no superuser',
  async (version) => {
    const server = await startInstalledPostgres(version)
    const [documented, migrated, pushed] = [await makeDatabase(server), await makeDatabase(server), await makeDatabase(server)]
    for (const statement of documentedStatements()) await documented.sql(statement)
    await migrateDatabase(migrated.url)
    await pushSchema(pushed.url, undefined)
    const wanted = ofDocumented(await catalogAt(documented.url)).filter(({ kind }) => kind !== 'table')
    const found = await catalogAt(migrated.url)
    const { missing, changed, added } = compareCatalogs(wanted, ofDocumented(found))
    expect({ missing, changed, added: added.filter(isDefinition) }).toEqual({ missing: [], changed: [], added: [] })
    expect(compareCatalogs(found, await catalogAt(pushed.url))).toEqual({ missing: [], changed: [], added: [] })
    expect(await migrateDatabase(migrated.url)).toEqual({ applied: 0, guards: 'unchanged' })
    expect(await findDrift(migrated.url)).toEqual({ wrong: [], additions: [] })
    for (const database of [documented, migrated, pushed]) await database.drop()
  },
)
