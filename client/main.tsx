import './ui/base.css'
import './ui/visually-hidden.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { cspNonce } from './lib/csp-nonce.ts'
import { onSessionEnd } from './lib/http.ts'
import { language, onLanguage } from './lib/language.ts'
import { startMessages } from './lib/messages.ts'
import { newQueryClient } from './lib/query.ts'
import { leave, watchLeaving } from './lib/session.ts'
import { themeStore } from './lib/theme-choice.ts'
import { newRouter } from './router.tsx'
import { cssVariables, theme } from './ui/theme.ts'

await startMessages()
nameLanguage()
onLanguage(nameLanguage)
const queries = newQueryClient()
const router = newRouter(queries)
const app = document.getElementById('app')
if (!app) throw new Error('index.html has no #app')
const root = createRoot(app)

watchLeaving(() => {
  root.unmount()
  queries.clear()
})
onSessionEnd(() => leave('ended'))

root.render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    defaultColorScheme="auto"
    colorSchemeManager={themeStore}
    getStyleNonce={cspNonce}
  >
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
)

/** So that a screen reader speaks it, and the browser does not offer to translate it. */
function nameLanguage() {
  document.documentElement.lang = language()
}
