/** What stands behind "More": pages that have no place of their own in the bottom bar. */
import type { Icon } from '@tabler/icons-react'
import type { PlainPath } from '../lib/router.ts'
import type { MessageKey } from '../messages.ts'

export const morePlaces: readonly { to: PlainPath; label: MessageKey; detail?: MessageKey; icon: Icon }[] = []
