/** Spanish of the same pages. */
import type { enLater } from './en-later.ts'
import { audit } from './es/audit.ts'
import { expunge } from './es/expunge.ts'
import { fleet } from './es/fleet.ts'
import { questionnaires } from './es/questionnaire-editor.ts'
import { system } from './es/system.ts'
import type { Translation } from './translation.ts'

export const esLater: Translation<typeof enLater> = { audit, expunge, fleet, questionnaires, system }
