/** English of pages that few open: fetched with the first of them, so that nobody else waits for it. */
import { audit } from './en/audit.ts'
import { expunge } from './en/expunge.ts'
import { fleet } from './en/fleet.ts'
import { questionnaires } from './en/questionnaire-editor.ts'
import { system } from './en/system.ts'

export const enLater = { audit, expunge, fleet, questionnaires, system }
