/** The clinic: who works there, how it fares, what was done, the machine. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readAuditSearch } from '../audit/search.ts'
import { withLaterTexts } from '../lib/messages.ts'
import { oneOf, textIn } from '../lib/search-params.ts'
import { readPeriodSearch, readRowsSearch, yearIn } from '../reports/search.ts'
import { staff } from './frames.ts'

const team = createRoute({
  getParentRoute: () => staff,
  path: '/team',
  validateSearch: (raw): { q?: string; show?: 'inactive' } => ({ q: textIn(raw, 'q'), show: oneOf(raw, 'show', ['inactive']) }),
  component: lazyRouteComponent(() => import('../users/TeamPage.tsx'), 'TeamPage'),
})
const profile = createRoute({
  getParentRoute: () => staff,
  path: '/profile',
  component: lazyRouteComponent(() => import('../users/ProfilePage.tsx'), 'ProfilePage'),
})
const notifications = createRoute({
  getParentRoute: () => staff,
  path: '/notifications',
  validateSearch: (raw): { show?: 'unread' } => ({ show: oneOf(raw, 'show', ['unread']) }),
  component: lazyRouteComponent(() => import('../shell/NoticesPage.tsx'), 'NoticesPage'),
})
const requests = createRoute({
  getParentRoute: () => staff,
  path: '/requests',
  validateSearch: (raw): { show?: 'all' } => ({ show: oneOf(raw, 'show', ['all']) }),
  component: lazyRouteComponent(() => withLaterTexts(import('../requests/RequestsPage.tsx')), 'RequestsPage'),
})
const dashboard = createRoute({
  getParentRoute: () => staff,
  path: '/dashboard',
  validateSearch: readPeriodSearch,
  component: lazyRouteComponent(() => import('../reports/DashboardPage.tsx'), 'DashboardPage'),
})
const dashboardList = createRoute({
  getParentRoute: () => staff,
  path: '/dashboard/list',
  validateSearch: readRowsSearch,
  component: lazyRouteComponent(() => import('../reports/RowsPage.tsx'), 'RowsPage'),
})
const dashboardCosts = createRoute({
  getParentRoute: () => staff,
  path: '/dashboard/costs',
  validateSearch: (raw): { year?: number } => ({ year: yearIn(raw) }),
  component: lazyRouteComponent(() => import('../reports/CostsPage.tsx'), 'CostsPage'),
})
const audit = createRoute({
  getParentRoute: () => staff,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => withLaterTexts(import('../audit/AuditPage.tsx')), 'AuditPage'),
})
const system = createRoute({
  getParentRoute: () => staff,
  path: '/system',
  component: lazyRouteComponent(() => withLaterTexts(import('../system/SystemPage.tsx')), 'SystemPage'),
})
const earlierRecord = createRoute({
  getParentRoute: () => staff,
  path: '/system/earlier-record',
  component: lazyRouteComponent(() => withLaterTexts(import('../system/EarlierRecordPage.tsx')), 'EarlierRecordPage'),
})

export const clinicPages = [
  team,
  profile,
  notifications,
  requests,
  dashboard,
  dashboardList,
  dashboardCosts,
  audit,
  system,
  earlierRecord,
] as const
