/** Spanish ("usted"), the same keys as in English. */
import type { Translation } from '../../lib/messages/translation.ts'
import type { en } from './en.ts'
import { account } from './es/account.ts'
import { booking } from './es/booking.ts'
import { data, journey, looks, tasks } from './es/care.ts'
import { common, errors } from './es/common.ts'
import { documents, payment, talk } from './es/contact.ts'
import { home } from './es/home.ts'
import { questionnaire } from './es/questionnaire.ts'
import { shell } from './es/shell.ts'
import { signIn } from './es/sign-in.ts'
import { signing, verify } from './es/signing.ts'

export const es: Translation<typeof en> = {
  common,
  errors,
  shell,
  home,
  questionnaire,
  journey,
  tasks,
  looks,
  data,
  signIn,
  account,
  booking,
  payment,
  talk,
  documents,
  signing,
  verify,
}
