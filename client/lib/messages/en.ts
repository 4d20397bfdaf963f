/** English, one file a room. A key that ends in `_one` or `_other` is a plural chosen by `count`. */
import { auth } from './en/auth.ts'
import { board, common, errors, filters, keys, table } from './en/common.ts'
import { shell } from './en/shell.ts'
import { profile, team } from './en/users.ts'

export const en = { common, errors, filters, table, board, keys, shell, auth, profile, team }
