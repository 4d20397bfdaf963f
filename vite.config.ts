import { basename, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server writes a fresh nonce over this word in every page it sends. */
const noncePlaceholder = '__CSP_NONCE__'

const client = join(import.meta.dirname, 'client')
const entries = { staff: join(client, 'index.html'), portal: join(client, 'portal', 'index.html') }

export default defineConfig({
  root: 'client',
  plugins: [react()],
  html: { cspNonce: noncePlaceholder },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // A data: URL would need img-src and font-src to be wider than 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The staff app and the patients' portal.
      input: Object.values(entries),
      output: {
        // All that the first page needs in one file, what both apps need first in another: seventy small ones compress worse, by a tenth.
        codeSplitting: {
          // A group takes along what its modules import, unless one before it has that: the shared ones come first.
          groups: ['common', 'lib', 'portal', 'first'].map((name, at) => ({
            debugName: name,
            priority: 10 - at,
            name: (id, context) => (firstFileOf(id, (each) => context.getModuleInfo(each)) === name ? name : null),
          })),
        },
      },
    },
  },
})

type GetModuleInfo = (id: string) => { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null

/** Packages of which the first page needs nearly all. Of others, such as the widgets, each page takes its parts. */
const ownedWhole =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack\/(history|query-core|react-query|react-router|react-store|router-core|store))\//

/** What every icon is made with; each app has icons. */
const iconMaker = /icons-react\/dist\/esm\/(createReactComponent|defaultAttributes)\./

/** They stay what they are: the page loads them by name. */
const entryFiles = ['index.html', 'main.tsx']

let needed: Record<'byStaff' | 'byPatients' | 'byPatientsEver', Set<string>> | undefined

/** Which file a module goes into that is imported, step by step and never lazily, from an entry. */
function firstFileOf(id: string, getModuleInfo: GetModuleInfo): string | null {
  if (iconMaker.test(id)) return 'common'
  if (id.includes('node_modules') ? !ownedWhole.test(id) : entryFiles.includes(basename(id))) return null
  needed ??= {
    byStaff: reachable(entries.staff, getModuleInfo, 'first'),
    byPatients: reachable(entries.portal, getModuleInfo, 'first'),
    byPatientsEver: reachable(entries.portal, getModuleInfo, 'ever'),
  }
  if (needed.byStaff.has(id)) {
    if (needed.byPatients.has(id)) return 'common'
    // A page of the portal that wants it later must not fetch all of the staff's first file for it.
    return needed.byPatientsEver.has(id) ? 'lib' : 'first'
  }
  return needed.byPatients.has(id) ? 'portal' : null
}

function reachable(entry: string, getModuleInfo: GetModuleInfo, when: 'first' | 'ever'): Set<string> {
  const found = new Set([entry])
  for (const id of found) {
    const info = getModuleInfo(id)
    for (const imported of info?.importedIds ?? []) found.add(imported)
    if (when === 'ever') for (const imported of info?.dynamicallyImportedIds ?? []) found.add(imported)
  }
  return found
}
