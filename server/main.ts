/** The server. What it needs is imported once imports are quick. */
import './quick-imports.ts'

await import('./start/run.ts')
