/** The pages of the navigation, in its order. A page that does not exist yet is not here. */
import {
  IconCalendar,
  IconChartBar,
  IconChecklist,
  IconCopy,
  IconFilter,
  IconHeartHandshake,
  IconHeartRateMonitor,
  IconLifebuoy,
  IconMessage,
  IconSettings,
  IconShieldCheck,
  IconSun,
  IconTableImport,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react'
import type { ApiReply } from '#shared/api'
import type { MessageKey } from '../lib/messages.ts'

export type NavigationPage = {
  to:
    | '/my-day'
    | '/leads'
    | '/patients'
    | '/no-next-step'
    | '/calendar'
    | '/tasks'
    | '/import'
    | '/messages'
    | '/duplicates'
    | '/team'
    | '/settings'
    | '/dashboard'
    | '/audit'
    | '/system'
    | '/requests'
  label: MessageKey
  icon: typeof IconUsers
  group: 'work' | 'clinic'
  roles?: readonly string[]
  /** The figure beside its name. */
  count?: ((work: ApiReply<'GET /reports/work'>) => number) | 'falling'
  /** The figure counts one's own alone. */
  counts?: 'mine'
}

export const navigationPages: readonly NavigationPage[] = [
  { to: '/my-day', label: 'shell.myDay', icon: IconSun, group: 'work' },
  { to: '/leads', label: 'shell.leads', icon: IconFilter, group: 'work', count: ({ leads }) => leads.total },
  {
    to: '/patients',
    label: 'patients.title',
    icon: IconHeartHandshake,
    group: 'work',
    count: ({ contacts }) => contacts.mine,
    counts: 'mine',
  },
  { to: '/calendar', label: 'shell.calendar', icon: IconCalendar, group: 'work' },
  { to: '/messages', label: 'talk.inbox', icon: IconMessage, group: 'work' },
  { to: '/tasks', label: 'shell.tasks', icon: IconChecklist, group: 'work', count: ({ tasks }) => tasks.open, counts: 'mine' },
  { to: '/no-next-step', label: 'falling.short', icon: IconLifebuoy, group: 'work', count: 'falling' },
  { to: '/dashboard', label: 'shell.dashboard', icon: IconChartBar, group: 'clinic' },
  { to: '/import', label: 'shell.import', icon: IconTableImport, group: 'clinic' },
  { to: '/duplicates', label: 'merges.pageTitle', icon: IconCopy, group: 'clinic', roles: ['Admin'] },
  { to: '/requests', label: 'requests.short', icon: IconUserQuestion, group: 'clinic', roles: ['Admin'] },
  { to: '/team', label: 'shell.team', icon: IconUsers, group: 'clinic', roles: ['Admin'] },
  { to: '/audit', label: 'shell.audit', icon: IconShieldCheck, group: 'clinic', roles: ['Admin'] },
  { to: '/system', label: 'shell.system', icon: IconHeartRateMonitor, group: 'clinic', roles: ['Admin'] },
  { to: '/settings', label: 'shell.settings', icon: IconSettings, group: 'clinic', roles: ['Admin'] },
]

/** A thumb reaches five places; finding and "More" are two of them. */
const firstOnPhone: Record<string, readonly NavigationPage['to'][]> = {
  SDR: ['/my-day', '/leads', '/tasks'],
  'Health Coach': ['/my-day', '/patients', '/calendar'],
  Admin: ['/leads', '/patients', '/tasks'],
}

export function pagesOfPhone(role: string) {
  const pages = pagesFor(role)
  const isFirst = ({ to }: NavigationPage) => firstOnPhone[role]?.includes(to) ?? false
  return { first: pages.filter(isFirst), rest: pages.filter((page) => !isFirst(page)) }
}

export const pagesFor = (role: string) => navigationPages.filter(({ roles }) => !roles || roles.includes(role))

/** Where a day begins: with one's own work, for an Admin with the clinic's. */
export const startOf = (role: string) => (role === 'Admin' ? '/dashboard' : '/my-day')
