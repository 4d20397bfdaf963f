import { basename, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server writes a fresh nonce over this word in every page it sends. */
const noncePlaceholder = '__CSP_NONCE__'

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
      output: {
        // All that the first page needs in one file: seventy small ones compress worse, by a tenth.
        codeSplitting: {
          groups: [
            { debugName: 'first', name: (id, context) => (isNeededFirst(id, (each) => context.getModuleInfo(each)) ? 'first' : null) },
          ],
        },
      },
    },
  },
})

type GetModuleInfo = (id: string) => { importedIds: readonly string[] } | null

let needed: Set<string> | undefined

/** Packages of which the first page needs nearly all. Of others, such as the widgets, each page takes its parts. */
const ownedWhole =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack\/(history|query-core|react-query|react-router|react-store|router-core|store))\//

/** They stay what they are: the page loads them by name. */
const entries = ['index.html', 'main.tsx']

/** Whether a module is imported, step by step and never lazily, from the entry. */
function isNeededFirst(id: string, getModuleInfo: GetModuleInfo): boolean {
  needed ??= reachable(join(import.meta.dirname, 'client', 'index.html'), getModuleInfo)
  if (id.includes('node_modules')) return ownedWhole.test(id)
  return needed.has(id) && !entries.includes(basename(id))
}

function reachable(entry: string, getModuleInfo: GetModuleInfo): Set<string> {
  const found = new Set([entry])
  for (const id of found) for (const imported of getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  return found
}
