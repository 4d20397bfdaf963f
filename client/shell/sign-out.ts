import { call } from '../lib/api.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { leave } from '../lib/session.ts'
import { toast } from '../ui/toast.ts'

/** Says so when it did not work: a person who walks away from the screen must be able to trust it. */
export async function signOut() {
  try {
    await call('POST /auth/sign-out')
  } catch (error) {
    if (!isStatus(error, 401)) return toast({ text: explainShortly(error), refused: true })
  }
  leave('signed-out')
}
