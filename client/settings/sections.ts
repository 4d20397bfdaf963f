/** The sections of the settings, in their order. A page of another room joins with its line here and its route under `settings`. */
import type { MessageKey } from '../lib/messages.ts'

export type SettingsSection = {
  to:
    | '/settings/clinic'
    | '/settings/lists'
    | '/settings/stages'
    | '/settings/payments'
    | '/settings/questionnaires'
    | '/settings/forms'
    | '/settings/booking'
  label: MessageKey
  roles: readonly string[]
}

const sections: readonly SettingsSection[] = [
  { to: '/settings/clinic', label: 'settings.clinic', roles: ['Admin'] },
  { to: '/settings/booking', label: 'bookingRules.section', roles: ['Admin'] },
  { to: '/settings/payments', label: 'paymentSettings.section', roles: ['Admin'] },
  { to: '/settings/questionnaires', label: 'settings.questionnaires', roles: ['Admin'] },
  { to: '/settings/lists', label: 'settings.lists', roles: ['Admin'] },
  { to: '/settings/stages', label: 'contracts.title', roles: ['Admin'] },
  { to: '/settings/forms', label: 'forms.title', roles: ['Admin'] },
]

export const sectionsFor = (role: string) => sections.filter(({ roles }) => roles.includes(role))
