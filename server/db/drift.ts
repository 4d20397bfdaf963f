/** Whether a database is what the migrations and the guards make of one. */
import { compareCatalogs, type Difference, type Item, readCatalog } from './catalog.ts'
import { knownMigrations, migrateDatabase } from './migrate.ts'
import { connectOwner, DatabaseUnfit } from './owner.ts'
import { inScratchDatabase } from './scratch.ts'

export interface Drift {
  /** What makes it another schema than this release's. */
  wrong: string[]
  /** What somebody added around it: it changes no answer of the app's. */
  additions: string[]
}

const harmless = new Set(['index', 'trigger', 'policy', 'function', 'view', 'table', 'sequence', 'enum', 'extension', 'grant'])

export async function findDrift(ownerUrl: string): Promise<Drift> {
  const found = await catalogAt(ownerUrl)
  const expected = await inScratchDatabase(ownerUrl, async (url) => {
    await migrateDatabase(url)
    return catalogAt(url)
  })
  return judge(compareCatalogs(expected, found))
}

async function catalogAt(url: string): Promise<Item[]> {
  const owner = await connectOwner(url)
  try {
    await refuseUnfinished(owner)
    return await readCatalog(owner)
  } finally {
    await owner.end()
  }
}

async function refuseUnfinished(owner: Awaited<ReturnType<typeof connectOwner>>): Promise<void> {
  const { rows: there } = await owner.query<{ name: string | null }>("SELECT to_regclass('drizzle.__drizzle_migrations')::text AS name")
  if (!there[0]?.name) throw new DatabaseUnfit('The database is empty: npm run db:migrate makes its tables')
  const { rows } = await owner.query<{ at: string }>('SELECT created_at AS at FROM drizzle.__drizzle_migrations')
  const applied = new Set(rows.map(({ at }) => Number(at)))
  const due = knownMigrations().filter(({ when }) => !applied.has(when))
  if (due.length) throw new DatabaseUnfit(`${due.length} migrations are not applied yet: run npm run db:migrate first`)
}

const words = ({ kind, name }: Item) => `${kind} ${name}`

function judge({ missing, added, changed }: Difference): Drift {
  const newTables = new Set(added.filter(({ kind }) => kind === 'table').map(({ name }) => name))
  const isAround = ({ kind, name }: Item) => harmless.has(kind) || newTables.has(name.split('.')[0] ?? '')
  return {
    wrong: [
      ...missing.map((item) => `missing: ${words(item)}`),
      ...changed.map(
        ({ expected, found }) => `changed: ${words(expected)}\n    expected: ${expected.definition}\n    found:    ${found.definition}`,
      ),
      ...added.filter((item) => !isAround(item)).map((item) => `not ours: ${words(item)} (${item.definition})`),
    ],
    additions: added.filter(isAround).map(words),
  }
}
