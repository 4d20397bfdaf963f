import { basename, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** The server writes a fresh nonce over this word in every page it sends. */
const noncePlaceholder = '__CSP_NONCE__'

const client = join(import.meta.dirname, 'client')
const portal = join(client, 'portal')
const dist = join(import.meta.dirname, 'dist')

/**
 * Two builds, the staff app and (`--mode portal`) the patients' portal: built together they would share files, and whoever
 * fetches a shared one gets the other's styles with it. `npm run dev` serves both from one root.
 */
export default defineConfig(({ mode }) => ({
  root: mode === 'portal' ? portal : client,
  base: mode === 'portal' ? '/portal/' : '/',
  plugins: [react(), sendPortalPages()],
  html: { cspNonce: noncePlaceholder },
  build: {
    outDir: mode === 'portal' ? join(dist, 'portal') : dist,
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
            {
              debugName: 'first',
              name: (id, context) =>
                isNeededFirst(id, join(mode === 'portal' ? portal : client, 'index.html'), (each) => context.getModuleInfo(each))
                  ? 'first'
                  : null,
            },
          ],
        },
      },
    },
  },
}))

type GetModuleInfo = (id: string) => { importedIds: readonly string[] } | null

let needed: Set<string> | undefined

/** Packages of which the first page needs nearly all. Of others, such as the widgets, each page takes its parts. */
const ownedWhole =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack\/(history|query-core|react-query|react-router|react-store|router-core|store))\//

/** They stay what they are: the page loads them by name. */
const entries = ['index.html', 'main.tsx']

/** Whether a module is imported, step by step and never lazily, from the entry. */
function isNeededFirst(id: string, entry: string, getModuleInfo: GetModuleInfo): boolean {
  needed ??= reachable(entry, getModuleInfo)
  if (id.includes('node_modules')) return ownedWhole.test(id)
  return needed.has(id) && !entries.includes(basename(id))
}

function reachable(entry: string, getModuleInfo: GetModuleInfo): Set<string> {
  const found = new Set([entry])
  for (const id of found) for (const imported of getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  return found
}

/** While developing, every address below /portal is a page of the portal, as the server has it. */
function sendPortalPages(): Plugin {
  return {
    name: 'portal-pages',
    apply: 'serve',
    // The page's address may be of any depth.
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { path }) => html.replace('src="./main.tsx"', `src="${path.startsWith('/portal') ? '/portal' : ''}/main.tsx"`),
    },
    configureServer: ({ middlewares }) => {
      middlewares.use((request, _response, next) => {
        if (/^\/portal(\/[^.]*)?(\?|$)/.test(request.url ?? '')) request.url = '/portal/index.html'
        next()
      })
    },
  }
}
