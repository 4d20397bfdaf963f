/** Settings, each a page within their frame. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { withLaterTexts } from '../lib/messages.ts'
import { staff } from './frames.ts'

const settings = createRoute({
  getParentRoute: () => staff,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/SettingsFrame.tsx'), 'SettingsFrame'),
})
const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/clinic', replace: true })
  },
})
const clinicSettings = createRoute({
  getParentRoute: () => settings,
  path: '/clinic',
  component: lazyRouteComponent(() => import('../settings/ClinicPage.tsx'), 'ClinicPage'),
})
const bookingSettings = createRoute({
  getParentRoute: () => settings,
  path: '/booking',
  component: lazyRouteComponent(() => import('../settings/BookingPage.tsx'), 'BookingPage'),
})
const paymentSettings = createRoute({
  getParentRoute: () => settings,
  path: '/payments',
  component: lazyRouteComponent(() => import('../settings/PaymentsPage.tsx'), 'PaymentsPage'),
})
const formSettings = createRoute({
  getParentRoute: () => settings,
  path: '/forms',
  component: lazyRouteComponent(() => import('../settings/FormsPage.tsx'), 'FormsPage'),
})
const questionnaireSettings = createRoute({
  getParentRoute: () => settings,
  path: '/questionnaires',
  component: lazyRouteComponent(() => withLaterTexts(import('../questionnaires/QuestionnairesPage.tsx')), 'QuestionnairesPage'),
})
const questionnaireEditor = createRoute({
  getParentRoute: () => settings,
  path: '/questionnaires/$id',
  params: { parse: ({ id }) => ({ id: Number(id) }), stringify: ({ id }) => ({ id: String(id) }) },
  component: lazyRouteComponent(() => withLaterTexts(import('../questionnaires/EditorPage.tsx')), 'EditorPage'),
})
const listSettings = createRoute({
  getParentRoute: () => settings,
  path: '/lists',
  component: lazyRouteComponent(() => import('../settings/ListsPage.tsx'), 'ListsPage'),
})
const stageSettings = createRoute({
  getParentRoute: () => settings,
  path: '/stages',
  component: lazyRouteComponent(() => import('../stages/StagesPage.tsx'), 'StagesPage'),
})

export const settingsPages = settings.addChildren([
  settingsStart,
  clinicSettings,
  bookingSettings,
  paymentSettings,
  formSettings,
  questionnaireSettings,
  questionnaireEditor,
  listSettings,
  stageSettings,
])
