import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { policy } from '#shared/policy'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { ListFoot } from '../lists/ListFoot.tsx'
import { ListPage, usePanelPlace, useReady } from '../lists/ListPage.tsx'
import { onRow, searchKey } from '../lists/list-keys.ts'
import { StaleDialog } from '../records/page/StaleDialog.tsx'
import { useActor } from '../records/people.ts'
import { useRowSelection } from '../ui/row-selection.ts'
import { useLive } from './live.ts'
import { MoveDialog } from './MoveDialog.tsx'
import type { Intent } from './PatientRecord.tsx'
import { PatientsBar } from './PatientsBar.tsx'
import { PatientsList, usePatientsList } from './PatientsList.tsx'
import { filterQuery, type PatientsSearch } from './search.ts'

const loadPanel = () => import('./PatientPanel.tsx')
const PatientPanel = lazy(async () => ({ default: (await loadPanel()).PatientPanel }))
const NewPatientDialog = lazy(async () => ({ default: (await import('./NewPatientDialog.tsx')).NewPatientDialog }))

/** All patients as a table or a board, with one of them open beside it. Everything chosen stands in the address. */
export function PatientsPage() {
  useLive()
  const search = useSearch({ from: '/staff/patients' })
  const change = useChangeSearch()
  const [adding, setAdding] = useState(false)
  const [intent, setIntent] = useState<Intent>()
  const list = usePatientsList(search)
  const actor = useActor()
  const picked = useRowSelection(JSON.stringify(filterQuery(search)))
  const selection = policy.contact.update(actor) ? picked : undefined
  const open = (id: number | undefined, then?: Intent) => {
    setIntent(then)
    change({ ...search, patient: id })
  }
  const add = policy.contact.create(actor) ? () => setAdding(true) : undefined
  useReady(loadPanel)
  usePageKeys({ search, change, open, add })
  const place = usePanelPlace(list, search.patient, open)
  const panel = search.patient !== undefined && (
    <Suspense>
      <PatientPanel {...place} id={search.patient} intent={intent} />
    </Suspense>
  )
  return (
    <>
      <ListPage
        title={t('patients.title')}
        bar={<PatientsBar search={search} onChange={change} onAdd={add} onPick={selection?.startPicking} />}
        panel={panel}
      >
        <PatientsList search={search} onChange={change} list={list} onOpen={(id) => open(id)} onAdd={add} selection={selection} />
        <PatientsFoot view={search.view} />
      </ListPage>
      <Suspense>{adding && <NewPatientDialog onClose={() => setAdding(false)} onAdded={({ id }) => open(id)} />}</Suspense>
      <MoveDialog />
      <StaleDialog />
    </>
  )
}

/** Filters and records make steps to go back to; nothing scrolls away. */
function useChangeSearch() {
  const navigate = useNavigate()
  return (search: PatientsSearch, how?: 'replace') =>
    void navigate({ to: '/patients', search, replace: how === 'replace', resetScroll: false })
}

type PageKeysInput = {
  search: PatientsSearch
  change: ReturnType<typeof useChangeSearch>
  open: (id: number, then?: Intent) => void
  add?: () => void
}

/** On a row without an open record, the record opens and hears the key. */
function usePageKeys({ search, change, open, add }: PageKeysInput) {
  useKeys([
    searchKey(t('patientKeys.searchLong')),
    { key: 'm', does: t('patientKeys.nextLong'), run: () => onRow((id) => open(id, 'move')) },
    { key: 'e', does: t('patientKeys.editLong'), run: () => onRow((id) => open(id, 'edit')) },
    ...(add ? [{ key: 'n', does: t('patientKeys.newLong'), run: add }] : []),
    { key: 'v', does: t('patientKeys.viewLong'), run: () => change({ ...search, view: search.view ? undefined : 'board' }) },
  ])
}

function PatientsFoot({ view }: { view: 'board' | undefined }) {
  const move =
    view === 'board' ? [{ keys: [t('leadKeys.space')], does: t('leadKeys.lift') }] : [{ keys: ['J', 'K'], does: t('leadKeys.move') }]
  const hints = [
    ...move,
    { keys: ['Enter'], does: t('leadKeys.open') },
    { keys: ['M'], does: t('patientKeys.next') },
    { keys: ['E'], does: t('leadKeys.edit') },
    { keys: ['/'], does: t('leadKeys.search') },
    { keys: ['?'], does: t('leadKeys.all') },
  ]
  return <ListFoot hints={hints} />
}
