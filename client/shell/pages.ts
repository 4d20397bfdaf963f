/** The pages of the navigation, in its order. A page that does not exist yet is not here. */
import { IconFilter, IconTableImport, IconUsers } from '@tabler/icons-react'
import type { MessageKey } from '../lib/messages.ts'

export type NavigationPage = {
  to: '/leads' | '/imports' | '/team'
  label: MessageKey
  icon: typeof IconFilter
  group: 'work' | 'clinic'
  roles?: readonly string[]
}

export const navigationPages: readonly NavigationPage[] = [
  { to: '/leads', label: 'shell.leads', icon: IconFilter, group: 'work' },
  { to: '/imports', label: 'shell.import', icon: IconTableImport, group: 'work' },
  { to: '/team', label: 'shell.team', icon: IconUsers, group: 'clinic', roles: ['Admin'] },
]

export const pagesFor = (role: string) => navigationPages.filter(({ roles }) => !roles || roles.includes(role))
