import './base.css'
import './ui/elements.css'
import '../ui/visually-hidden.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { onSessionEnd } from '../lib/http.ts'
import { language, onLanguage } from '../lib/language.ts'
import { newQueryClient } from '../lib/query.ts'
import { App } from './App.tsx'
import { leave, watchLeaving } from './lib/session.ts'
import { paintScheme } from './lib/theme.ts'
import { startMessages } from './messages.ts'

paintScheme()
await startMessages()
nameLanguage()
onLanguage(nameLanguage)
const queries = newQueryClient()
const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app')
const root = createRoot(place)

watchLeaving(() => {
  root.unmount()
  queries.clear()
})
onSessionEnd(() => leave('ended'))

root.render(
  <QueryClientProvider client={queries}>
    <App />
  </QueryClientProvider>,
)

/** So that a screen reader speaks it, and the browser does not offer to translate it. */
function nameLanguage() {
  document.documentElement.lang = language()
}
