/** Asks once before something that cannot be taken back: `if (await confirm({ ... })) ...`. */
import { questions } from './asking.ts'

export type Question = {
  title: string
  detail: string
  /** The verb on the button that does it. */
  action: string
  danger?: true
}

export const confirmations = questions<Question, boolean>(false)
export const confirm = confirmations.ask
