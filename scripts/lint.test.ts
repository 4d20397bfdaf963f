import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const home = join(import.meta.dirname, '..')
const imports = (...paths: string[]) =>
  `${paths.map((path, at) => `import { a${at} } from '${path}'\n`).join('')}export const used = [${paths.map((_, at) => `a${at}`).join(', ')}]\n`

interface Violation {
  rule: string
  file: string
  source: string
  lint: string
}

/** One file for each thing the lint must see. */
const violations: Violation[] = [
  { rule: 'shared does not import the server', file: 'shared/a.ts', source: imports('../server/log.ts'), lint: 'noRestrictedImports' },
  {
    rule: 'shared does not import the client',
    file: 'shared/b.ts',
    source: imports('../client/lib/dates.ts'),
    lint: 'noRestrictedImports',
  },
  { rule: 'shared runs in the browser', file: 'shared/c.ts', source: imports('node:fs'), lint: 'noRestrictedImports' },
  {
    rule: 'the client does not import the server',
    file: 'client/leads/a.ts',
    source: imports('../../server/log.ts'),
    lint: 'noRestrictedImports',
  },
  { rule: 'the client does not import Drizzle', file: 'client/lib/c.ts', source: imports('drizzle-orm'), lint: 'noRestrictedImports' },
  {
    rule: 'addresses of pages do not import the server',
    file: 'client/routes/a.ts',
    source: imports('../../server/log.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'client rooms do not import the addresses of pages',
    file: 'client/leads/d.ts',
    source: imports('../routes/records.ts'),
    lint: 'noRestrictedImports',
  },
  { rule: 'client/lib imports no room', file: 'client/lib/a.ts', source: imports('../leads/queries.ts'), lint: 'noRestrictedImports' },
  { rule: 'client/ui imports no room', file: 'client/ui/a.tsx', source: imports('../leads/fields.tsx'), lint: 'noRestrictedImports' },
  { rule: 'client/ui does not import the router', file: 'client/ui/b.tsx', source: imports('../router.tsx'), lint: 'noRestrictedImports' },
  {
    rule: 'client rooms do not import one another',
    file: 'client/leads/b.ts',
    source: imports('../users/queries.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'what the lists have in common imports no room',
    file: 'client/lists/bulk/a.ts',
    source: imports('../../leads/queries.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'what records have in common does not import the lists',
    file: 'client/records/tasks/a.tsx',
    source: imports('../../lists/SearchField.tsx'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'client rooms do not import the router',
    file: 'client/leads/c.tsx',
    source: imports('../router.tsx'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'rooms of the portal do not import one another',
    file: 'client/portal/home/a.ts',
    source: imports('../visits/queries.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'the portal does not import rooms of the staff',
    file: 'client/portal/home/b.ts',
    source: imports('../../leads/queries.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'the portal does not speak with the words of the staff',
    file: 'client/portal/home/c.ts',
    source: imports('../../lib/messages.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'the portal does not wear the widgets of the staff',
    file: 'client/portal/home/d.tsx',
    source: imports('../../ui/Dialog.tsx'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'the portal does not import Mantine',
    file: 'client/portal/e.tsx',
    source: imports('@mantine/core'),
    lint: 'noRestrictedImports',
  },
  { rule: 'db imports no room', file: 'server/db/a.ts', source: imports('../leads/leads.ts'), lint: 'noRestrictedImports' },
  {
    rule: 'db does not import http',
    file: 'server/db/embedded/a.ts',
    source: imports('../../http/errors.ts'),
    lint: 'noRestrictedImports',
  },
  { rule: 'http imports no room', file: 'server/http/a.ts', source: imports('../leads/leads.ts'), lint: 'noRestrictedImports' },
  { rule: 'http does not import Drizzle', file: 'server/http/b.ts', source: imports('drizzle-orm'), lint: 'noRestrictedImports' },
  {
    rule: 'activity imports no room',
    file: 'server/activity/a.ts',
    source: imports('../contacts/contacts.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'the storage of activity imports no room',
    file: 'server/activity/a-storage.ts',
    source: imports('../contacts/contacts.ts'),
    lint: 'noRestrictedImports',
  },
  { rule: 'jobs import no room', file: 'server/jobs/a.ts', source: imports('../contacts/contacts.ts'), lint: 'noRestrictedImports' },
  {
    rule: "a room does not import another's storage",
    file: 'server/leads/a.ts',
    source: imports('../contacts/storage.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: "a room does not import another's split storage",
    file: 'server/leads/b.ts',
    source: imports('../imports/work-storage.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: "a room does not import another's routes",
    file: 'server/leads/c.ts',
    source: imports('../contacts/routes.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: "a room's folder does not import another's storage",
    file: 'server/imports/rows/a.ts',
    source: imports('../../leads/storage.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: "storage does not import another's storage",
    file: 'server/leads/storage.ts',
    source: imports('../contacts/storage.ts'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'storage knows nothing of HTTP',
    file: 'server/leads/calls-storage.ts',
    source: imports('../http/errors.ts'),
    lint: 'noRestrictedImports',
  },
  { rule: 'a room does not import the app', file: 'server/leads/d.ts', source: imports('../app.ts'), lint: 'noRestrictedImports' },
  {
    rule: 'a room does not import test support',
    file: 'server/leads/e.ts',
    source: imports('../test/app.ts'),
    lint: 'noRestrictedImports',
  },
  { rule: 'only storage imports Drizzle', file: 'server/leads/f.ts', source: imports('drizzle-orm'), lint: 'noRestrictedImports' },
  {
    rule: "only storage imports Drizzle's parts",
    file: 'server/leads/g.ts',
    source: imports('drizzle-orm/pg-core'),
    lint: 'noRestrictedImports',
  },
  {
    rule: 'no import cycles',
    file: 'server/leads/cycle.ts',
    source: "import { b } from './cycle-back.ts'\nexport const a = () => b\n",
    lint: 'noImportCycles',
  },
  {
    rule: 'no import cycles',
    file: 'server/leads/cycle-back.ts',
    source: "import { a } from './cycle.ts'\nexport const b = () => a\n",
    lint: 'noImportCycles',
  },
  { rule: 'no any', file: 'server/leads/h.ts', source: 'export const a = (value: any) => value\n', lint: 'noExplicitAny' },
  { rule: 'no default export', file: 'server/leads/i.ts', source: 'export default 1\n', lint: 'noDefaultExport' },
  { rule: 'no enum', file: 'server/leads/j.ts', source: 'export enum A { B }\n', lint: 'noEnum' },
  { rule: 'no barrel', file: 'server/leads/k.ts', source: "export * from './leads.ts'\n", lint: 'noBarrelFile' },
  {
    rule: 'the environment is read in config.ts alone',
    file: 'server/leads/l.ts',
    source: 'export const a = process.env.PORT\n',
    lint: 'noProcessEnv',
  },
  { rule: 'no console', file: 'server/leads/m.ts', source: "export const a = () => console.log('a')\n", lint: 'noConsole' },
  {
    rule: 'no skipped test',
    file: 'server/leads/n.test.ts',
    source: "import { test } from 'vitest'\ntest.skip('a', () => undefined)\n",
    lint: 'noSkippedTests',
  },
  {
    rule: 'no test run alone',
    file: 'server/leads/o.test.ts',
    source: "import { test } from 'vitest'\ntest.only('a', () => undefined)\n",
    lint: 'noFocusedTests',
  },
  { rule: 'no undeclared package', file: 'server/leads/p.ts', source: imports('left-pad'), lint: 'noUndeclaredDependencies' },
  {
    rule: 'no promise left alone',
    file: 'server/leads/q.ts',
    source: 'const a = async () => 1\nexport const b = () => {\n  a()\n}\n',
    lint: 'noFloatingPromises',
  },
  {
    rule: 'no raw HTML',
    file: 'client/leads/d.tsx',
    source: 'export const A = () => <p dangerouslySetInnerHTML={{ __html: "" }} />\n',
    lint: 'noDangerouslySetInnerHtml',
  },
]

/** The ways the architecture allows. */
const allowed: Record<string, string> = {
  'client/leads/records.tsx': imports('../records/people.ts', '../records/facts/ProfileFacts.tsx'),
  'client/leads/lists.tsx': imports('../lists/SearchField.tsx', '../lists/views/ViewsMenu.tsx'),
  'client/records/tasks/ok.tsx': imports('../../lib/dates.ts', '../../ui/hues.ts', '../people.ts', '../facts/Facts.tsx', './task-due.ts'),
  'client/lists/bulk/ok.ts': imports(
    '../../lib/dates.ts',
    '../../ui/hues.ts',
    '../../records/people.ts',
    '../SearchField.tsx',
    './jobs.ts',
  ),
  'shared/ok.ts': imports('./values.ts', 'drizzle-orm'),
  'client/lib/ok.ts': imports('../../shared/values.ts', './dates.ts', '#shared/values'),
  'client/lib/messages/es/ok.ts': imports('../en/leads.ts'),
  'client/ui/ok.tsx': imports('../lib/dates.ts', './hues.ts'),
  'client/leads/ok.ts': imports('../lib/dates.ts', '../ui/hues.ts', './queries.ts', '#shared/values'),
  'client/ok.tsx': imports('./leads/LeadsPage.tsx', './shell/Shell.tsx'),
  'server/db/ok.ts': imports('../../shared/schema.ts', './connection.ts', '../log.ts', 'drizzle-orm'),
  'server/db/embedded/ok.ts': imports('../../log.ts', '../roles.ts'),
  'server/http/ok.ts': imports('../db/actor.ts', '../activity/activity.ts', '../../shared/policy.ts'),
  'server/jobs/ok.ts': imports('../db/actor.ts', '../http/house.ts'),
  'server/leads/ok-storage.ts': imports('drizzle-orm', '../db/connection.ts', '../../shared/schema.ts'),
  'server/leads/ok.ts': imports('./storage.ts', '../contacts/contacts.ts', '../http/errors.ts', '../activity/activity.ts'),
  'server/imports/rows/ok.ts': imports('../storage.ts', '../reading/csv.ts'),
  'server/ok.ts': imports('./leads/routes.ts', './http/house.ts'),
  'server/leads/ok.test.ts': imports('drizzle-orm', './storage.ts', '../test/app.ts'),
}

let tree: string
let seen: { rule: string; file: string }[]

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'healthcrm-lint-'))
  for (const file of ['biome.json', 'package.json', '.gitignore']) cpSync(join(home, file), join(tree, file))
  for (const { file, source } of violations) plant(file, source)
  for (const [file, source] of Object.entries(allowed)) plant(file, source)
  seen = lint()
})

afterAll(() => rmSync(tree, { recursive: true, force: true }))

function plant(file: string, source: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  writeFileSync(join(tree, file), source)
}

function lint() {
  const biome = join(home, 'node_modules', '.bin', 'biome')
  const { stdout } = spawnSync(biome, ['lint', '--reporter=github', '--max-diagnostics=1000', '.'], { cwd: tree, encoding: 'utf8' })
  const found = stdout.matchAll(/^::error title=lint\/\w+\/(\w+),file=(?:.*healthcrm-lint-[^/]+\/)?([^,]+),/gm)
  return [...found].map(([, rule = '', file = '']) => ({ rule, file }))
}

test.each(violations)('$rule ($file)', ({ file, lint }) => {
  expect(seen.filter((one) => one.file === file).map(({ rule }) => rule)).toContain(lint)
})

test('what the architecture allows is not refused', () => {
  const refused = seen.filter(({ rule, file }) => file in allowed && ['noRestrictedImports', 'noImportCycles'].includes(rule))
  expect(refused).toEqual([])
})
