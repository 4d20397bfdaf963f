/** The places of the bottom bar, of those that have a page. */
import { type Icon, IconCalendar, IconDots, IconHome, IconMessage } from '@tabler/icons-react'
import type { PlainPath } from '../lib/router.ts'
import type { MessageKey } from '../messages.ts'
import type { Tab } from '../pages.ts'

type Place = { tab: Tab; to: PlainPath; label: MessageKey; icon: Icon }

export const tabs: readonly Place[] = [
  { tab: 'home', to: '/portal', label: 'shell.home', icon: IconHome },
  { tab: 'visits', to: '/portal/visits', label: 'booking.visits', icon: IconCalendar },
  { tab: 'messages', to: '/portal/messages', label: 'talk.tab', icon: IconMessage },
  { tab: 'more', to: '/portal/more', label: 'shell.more', icon: IconDots },
]
