/** Every page with its address. Pages are loaded when they are first opened. */
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readAuditSearch } from './audit/search.ts'
import { readCalendarSearch } from './calendar/address.ts'
import { searchOfDefault } from './desk/views-query.ts'
import { readLeadsSearch } from './leads/search.ts'
import { speak, withLaterTexts } from './lib/messages.ts'
import { isStatus } from './lib/problem.ts'
import { dayIn, idIn, oneOf, textIn } from './lib/search-params.ts'
import { parseSearch, stringifySearch } from './lib/search-text.ts'
import { keepReturnPath, meQuery } from './lib/session.ts'
import { readPatientsSearch } from './patients/search.ts'
import { readPeriodSearch, readRowsSearch, yearIn } from './reports/search.ts'
import { CrashPage, MissingPage } from './shell/EdgePages.tsx'
import { startOf } from './shell/pages.ts'
import { Root } from './shell/Root.tsx'
import { Shell } from './shell/Shell.tsx'
import { readTalksSearch } from './talks/search.ts'
import { readTasksSearch } from './tasks/search.ts'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Root, notFoundComponent: MissingPage })

const doorway = createRoute({
  getParentRoute: () => root,
  id: 'doorway',
  component: lazyRouteComponent(() => import('./auth/Doorway.tsx'), 'Doorway'),
})
const signIn = createRoute({
  getParentRoute: () => doorway,
  path: '/sign-in',
  validateSearch: (raw): { why?: 'idle' | 'ended' | 'signed-out' | 'password-saved' } => ({
    why: oneOf(raw, 'why', ['idle', 'ended', 'signed-out', 'password-saved']),
  }),
  component: lazyRouteComponent(() => import('./auth/SignInPage.tsx'), 'SignInPage'),
})
const forgot = createRoute({
  getParentRoute: () => doorway,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./auth/ForgotPage.tsx'), 'ForgotPage'),
})
const reset = createRoute({
  getParentRoute: () => doorway,
  path: '/reset',
  component: lazyRouteComponent(() => import('./auth/PasswordPage.tsx'), 'ResetPage'),
})
const invitation = createRoute({
  getParentRoute: () => doorway,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./auth/PasswordPage.tsx'), 'InvitationPage'),
})
const setup = createRoute({
  getParentRoute: () => doorway,
  path: '/setup',
  component: lazyRouteComponent(() => withLaterTexts(import('./auth/SetupPage.tsx')), 'SetupPage'),
})

const staff = createRoute({
  getParentRoute: () => root,
  id: 'staff',
  component: Shell,
  beforeLoad: async ({ context }) => {
    try {
      const me = await context.queries.ensureQueryData(meQuery)
      if (me.language) await speak(me.language)
      return { me }
    } catch (error) {
      if (!isStatus(error, 401)) throw error
      keepReturnPath()
      throw redirect({ to: '/sign-in', replace: true })
    }
  },
})
const home = createRoute({
  getParentRoute: () => staff,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: startOf(context.me.role), replace: true })
  },
})
const profile = createRoute({
  getParentRoute: () => staff,
  path: '/profile',
  component: lazyRouteComponent(() => import('./users/ProfilePage.tsx'), 'ProfilePage'),
})
const team = createRoute({
  getParentRoute: () => staff,
  path: '/team',
  validateSearch: (raw): { q?: string; show?: 'inactive' } => ({ q: textIn(raw, 'q'), show: oneOf(raw, 'show', ['inactive']) }),
  component: lazyRouteComponent(() => import('./users/TeamPage.tsx'), 'TeamPage'),
})

const notifications = createRoute({
  getParentRoute: () => staff,
  path: '/notifications',
  validateSearch: (raw): { show?: 'unread' } => ({ show: oneOf(raw, 'show', ['unread']) }),
  component: lazyRouteComponent(() => import('./shell/NoticesPage.tsx'), 'NoticesPage'),
})
const settings = createRoute({
  getParentRoute: () => staff,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/SettingsFrame.tsx'), 'SettingsFrame'),
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
  component: lazyRouteComponent(() => import('./settings/ClinicPage.tsx'), 'ClinicPage'),
})
const bookingSettings = createRoute({
  getParentRoute: () => settings,
  path: '/booking',
  component: lazyRouteComponent(() => import('./settings/BookingPage.tsx'), 'BookingPage'),
})
const paymentSettings = createRoute({
  getParentRoute: () => settings,
  path: '/payments',
  component: lazyRouteComponent(() => import('./settings/PaymentsPage.tsx'), 'PaymentsPage'),
})
const formSettings = createRoute({
  getParentRoute: () => settings,
  path: '/forms',
  component: lazyRouteComponent(() => import('./settings/FormsPage.tsx'), 'FormsPage'),
})
const questionnaireSettings = createRoute({
  getParentRoute: () => settings,
  path: '/questionnaires',
  component: lazyRouteComponent(() => withLaterTexts(import('./questionnaires/QuestionnairesPage.tsx')), 'QuestionnairesPage'),
})
const questionnaireEditor = createRoute({
  getParentRoute: () => settings,
  path: '/questionnaires/$id',
  params: { parse: ({ id }) => ({ id: Number(id) }), stringify: ({ id }) => ({ id: String(id) }) },
  component: lazyRouteComponent(() => withLaterTexts(import('./questionnaires/EditorPage.tsx')), 'EditorPage'),
})
const listSettings = createRoute({
  getParentRoute: () => settings,
  path: '/lists',
  component: lazyRouteComponent(() => import('./settings/ListsPage.tsx'), 'ListsPage'),
})
const stageSettings = createRoute({
  getParentRoute: () => settings,
  path: '/stages',
  component: lazyRouteComponent(() => import('./stages/StagesPage.tsx'), 'StagesPage'),
})

const requests = createRoute({
  getParentRoute: () => staff,
  path: '/requests',
  validateSearch: (raw): { show?: 'all' } => ({ show: oneOf(raw, 'show', ['all']) }),
  component: lazyRouteComponent(() => import('./requests/RequestsPage.tsx'), 'RequestsPage'),
})

const leads = createRoute({
  getParentRoute: () => staff,
  path: '/leads',
  validateSearch: readLeadsSearch,
  beforeLoad: async (entering) => {
    const search = await searchOfDefault(entering, 'leads')
    if (search) throw redirect({ to: '/leads', search: readLeadsSearch(search), replace: true })
  },
  component: lazyRouteComponent(() => import('./leads/LeadsPage.tsx'), 'LeadsPage'),
})
const lead = createRoute({
  getParentRoute: () => staff,
  path: '/leads/$id',
  component: lazyRouteComponent(() => import('./leads/LeadPage.tsx'), 'LeadPage'),
})

const calendar = createRoute({
  getParentRoute: () => staff,
  path: '/calendar',
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import('./calendar/CalendarPage.tsx'), 'CalendarPage'),
})

const talks = createRoute({
  getParentRoute: () => staff,
  path: '/messages',
  validateSearch: readTalksSearch,
  component: lazyRouteComponent(() => import('./talks/TalksPage.tsx'), 'TalksPage'),
})
const duplicates = createRoute({
  getParentRoute: () => staff,
  path: '/duplicates',
  validateSearch: (raw): { of?: 'contact' } => ({ of: oneOf(raw, 'of', ['contact']) }),
  component: lazyRouteComponent(() => import('./desk/DuplicatesPage.tsx'), 'DuplicatesPage'),
})
const bulk = createRoute({
  getParentRoute: () => staff,
  path: '/bulk',
  validateSearch: (raw): { job?: number } => ({ job: idIn(raw, 'job') }),
  component: lazyRouteComponent(() => import('./desk/BulkJobsPage.tsx'), 'BulkJobsPage'),
})
const audit = createRoute({
  getParentRoute: () => staff,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => withLaterTexts(import('./audit/AuditPage.tsx')), 'AuditPage'),
})
const system = createRoute({
  getParentRoute: () => staff,
  path: '/system',
  component: lazyRouteComponent(() => withLaterTexts(import('./system/SystemPage.tsx')), 'SystemPage'),
})
const earlierRecord = createRoute({
  getParentRoute: () => staff,
  path: '/system/earlier-record',
  component: lazyRouteComponent(() => withLaterTexts(import('./system/EarlierRecordPage.tsx')), 'EarlierRecordPage'),
})
const dashboard = createRoute({
  getParentRoute: () => staff,
  path: '/dashboard',
  validateSearch: readPeriodSearch,
  component: lazyRouteComponent(() => import('./reports/DashboardPage.tsx'), 'DashboardPage'),
})
const dashboardList = createRoute({
  getParentRoute: () => staff,
  path: '/dashboard/list',
  validateSearch: readRowsSearch,
  component: lazyRouteComponent(() => import('./reports/RowsPage.tsx'), 'RowsPage'),
})
const dashboardCosts = createRoute({
  getParentRoute: () => staff,
  path: '/dashboard/costs',
  validateSearch: (raw): { year?: number } => ({ year: yearIn(raw) }),
  component: lazyRouteComponent(() => import('./reports/CostsPage.tsx'), 'CostsPage'),
})

const patients = createRoute({
  getParentRoute: () => staff,
  path: '/patients',
  validateSearch: readPatientsSearch,
  beforeLoad: async (entering) => {
    const search = await searchOfDefault(entering, 'contacts')
    if (search) throw redirect({ to: '/patients', search: readPatientsSearch(search), replace: true })
  },
  component: lazyRouteComponent(() => import('./patients/PatientsPage.tsx'), 'PatientsPage'),
})
const patient = createRoute({
  getParentRoute: () => staff,
  path: '/patients/$id',
  component: lazyRouteComponent(() => import('./patients/PatientPage.tsx'), 'PatientPage'),
})

const myDay = createRoute({
  getParentRoute: () => staff,
  path: '/my-day',
  validateSearch: (raw): { day?: string } => ({ day: dayIn(raw, 'day') }),
  component: lazyRouteComponent(() => import('./my-day/MyDayPage.tsx'), 'MyDayPage'),
})
const tasks = createRoute({
  getParentRoute: () => staff,
  path: '/tasks',
  validateSearch: readTasksSearch,
  beforeLoad: async (entering) => {
    const search = await searchOfDefault(entering, 'tasks')
    if (search) throw redirect({ to: '/tasks', search: readTasksSearch(search), replace: true })
  },
  component: lazyRouteComponent(() => import('./tasks/TasksPage.tsx'), 'TasksPage'),
})

const noNextStep = createRoute({
  getParentRoute: () => staff,
  path: '/no-next-step',
  validateSearch: (raw): { whose?: 'mine' } => ({ whose: oneOf(raw, 'whose', ['mine']) }),
  component: lazyRouteComponent(() => import('./stages/NoNextStepPage.tsx'), 'NoNextStepPage'),
})

const workingTime = createRoute({
  getParentRoute: () => staff,
  path: '/calendar/hours',
  validateSearch: (raw): { coach?: number } => ({ coach: idIn(raw, 'coach') }),
  component: lazyRouteComponent(() => import('./calendar/WorkingTimePage.tsx'), 'WorkingTimePage'),
})
const waitlist = createRoute({
  getParentRoute: () => staff,
  path: '/calendar/waitlist',
  component: lazyRouteComponent(() => import('./calendar/WaitlistPage.tsx'), 'WaitlistPage'),
})
const imports = createRoute({
  getParentRoute: () => staff,
  path: '/import',
  component: lazyRouteComponent(() => import('./imports/ImportsPage.tsx'), 'ImportsPage'),
})
const oneImport = createRoute({
  getParentRoute: () => staff,
  path: '/import/$id',
  component: lazyRouteComponent(() => import('./imports/ImportPage.tsx'), 'ImportPage'),
})

const routeTree = root.addChildren([
  doorway.addChildren([signIn, forgot, reset, invitation, setup]),
  staff.addChildren([
    home,
    myDay,
    leads,
    lead,
    bulk,
    duplicates,
    talks,
    patients,
    patient,
    noNextStep,
    calendar,
    workingTime,
    waitlist,
    tasks,
    imports,
    oneImport,
    profile,
    team,
    notifications,
    audit,
    system,
    earlierRecord,
    dashboard,
    dashboardList,
    dashboardCosts,
    requests,
    settings.addChildren([
      settingsStart,
      clinicSettings,
      paymentSettings,
      questionnaireSettings,
      questionnaireEditor,
      listSettings,
      formSettings,
      stageSettings,
      bookingSettings,
    ]),
  ]),
])

export function newRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    // The query cache knows what is fresh; the router keeps nothing beside it.
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: CrashPage,
    defaultPendingMs: 150,
    scrollRestoration: false,
    parseSearch,
    stringifySearch,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>
  }
}
