/** English, one file a room. A key that ends in `_one` or `_other` is a plural chosen by `count`. */

import { account } from './en/account.ts'
import { booking } from './en/booking.ts'
import { data, journey, looks, tasks } from './en/care.ts'
import { common, errors } from './en/common.ts'
import { documents, payment, talk } from './en/contact.ts'
import { home } from './en/home.ts'
import { questionnaire } from './en/questionnaire.ts'
import { shell } from './en/shell.ts'
import { signIn } from './en/sign-in.ts'
import { signing, verify } from './en/signing.ts'

export const en = {
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
