/** What stands behind "More": pages that have no place of their own in the bottom bar. */
import { type Icon, IconChecklist, IconCreditCard, IconDatabase, IconEye, IconFileText, IconLock, IconRoute } from '@tabler/icons-react'
import type { PlainPath } from '../lib/router.ts'
import type { MessageKey } from '../messages.ts'

export const morePlaces: readonly { to: PlainPath; label: MessageKey; detail?: MessageKey; icon: Icon }[] = [
  { to: '/portal/tasks', label: 'tasks.title', icon: IconChecklist },
  { to: '/portal/journey', label: 'journey.title', icon: IconRoute },
  { to: '/portal/documents', label: 'documents.title', icon: IconFileText },
  { to: '/portal/pay', label: 'payment.title', icon: IconCreditCard },
  { to: '/portal/looks', label: 'looks.title', icon: IconEye },
  { to: '/portal/data', label: 'data.title', icon: IconDatabase },
  { to: '/portal/account', label: 'account.title', detail: 'account.detail', icon: IconLock },
]
