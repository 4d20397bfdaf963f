/** npm run docs:settings */
import { writeFileSync } from 'node:fs'
import { settingsReference } from './settings-reference.ts'

writeFileSync('docs/operations/settings.md', settingsReference())
