/** Leads and patients, one by one and many at once. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readLeadsSearch } from '../leads/search.ts'
import { idIn, oneOf } from '../lib/search-params.ts'
import { searchOfDefault } from '../lists/views/views-query.ts'
import { readPatientsSearch } from '../patients/search.ts'
import { staff } from './frames.ts'

const leads = createRoute({
  getParentRoute: () => staff,
  path: '/leads',
  validateSearch: readLeadsSearch,
  beforeLoad: async (entering) => {
    const search = await searchOfDefault(entering, 'leads')
    if (search) throw redirect({ to: '/leads', search: readLeadsSearch(search), replace: true })
  },
  component: lazyRouteComponent(() => import('../leads/LeadsPage.tsx'), 'LeadsPage'),
})
const lead = createRoute({
  getParentRoute: () => staff,
  path: '/leads/$id',
  component: lazyRouteComponent(() => import('../leads/LeadPage.tsx'), 'LeadPage'),
})
const patients = createRoute({
  getParentRoute: () => staff,
  path: '/patients',
  validateSearch: readPatientsSearch,
  beforeLoad: async (entering) => {
    const search = await searchOfDefault(entering, 'contacts')
    if (search) throw redirect({ to: '/patients', search: readPatientsSearch(search), replace: true })
  },
  component: lazyRouteComponent(() => import('../patients/PatientsPage.tsx'), 'PatientsPage'),
})
const patient = createRoute({
  getParentRoute: () => staff,
  path: '/patients/$id',
  component: lazyRouteComponent(() => import('../patients/PatientPage.tsx'), 'PatientPage'),
})
const duplicates = createRoute({
  getParentRoute: () => staff,
  path: '/duplicates',
  validateSearch: (raw): { of?: 'contact' } => ({ of: oneOf(raw, 'of', ['contact']) }),
  component: lazyRouteComponent(() => import('../lists/merges/DuplicatesPage.tsx'), 'DuplicatesPage'),
})
const bulk = createRoute({
  getParentRoute: () => staff,
  path: '/bulk',
  validateSearch: (raw): { job?: number } => ({ job: idIn(raw, 'job') }),
  component: lazyRouteComponent(() => import('../lists/bulk/BulkJobsPage.tsx'), 'BulkJobsPage'),
})
const imports = createRoute({
  getParentRoute: () => staff,
  path: '/import',
  component: lazyRouteComponent(() => import('../imports/ImportsPage.tsx'), 'ImportsPage'),
})
const oneImport = createRoute({
  getParentRoute: () => staff,
  path: '/import/$id',
  component: lazyRouteComponent(() => import('../imports/ImportPage.tsx'), 'ImportPage'),
})

export const recordPages = [leads, lead, patients, patient, duplicates, bulk, imports, oneImport] as const
