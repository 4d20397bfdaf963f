import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { policy } from '#shared/policy'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { rowAt, usePlace } from '../lib/place.ts'
import { useTitle } from '../lib/title.ts'
import { useActor } from '../records/people.ts'
import { StaleDialog } from '../records/StaleDialog.tsx'
import { KeyHints } from '../ui/KeyHints.tsx'
import { LiveState } from '../ui/LiveState.tsx'
import { useNarrowerThan, widths } from '../ui/media.ts'
import { useRowSelection } from '../ui/row-selection.ts'
import { SplitView } from '../ui/SidePanel.tsx'
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
  useTitle(t('patients.title'))
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
  // Where the record takes the page, the list's bar would stand over somebody else's.
  const narrow = useNarrowerThan(widths.narrow)
  useReadyPanel()
  usePageKeys({ search, change, open, add })
  const place = usePlace(list.ids, search.patient)
  const panel = search.patient !== undefined && (
    <Suspense>
      <PatientPanel
        id={search.patient}
        intent={intent}
        position={place.at === undefined ? undefined : { at: place.at + 1, of: Math.max(list.total ?? 0, list.ids.length) }}
        onPrevious={place.previous === undefined ? undefined : () => open(place.previous)}
        onNext={place.next === undefined ? undefined : () => open(place.next)}
        onClose={() => open(undefined)}
      />
    </Suspense>
  )
  return (
    <>
      {panel && narrow ? (
        <h1 className="visually-hidden">{t('patients.title')}</h1>
      ) : (
        <PatientsBar search={search} onChange={change} onAdd={add} onPick={selection?.startPicking} />
      )}
      <SplitView panel={panel || undefined}>
        <PatientsList search={search} onChange={change} list={list} onOpen={(id) => open(id)} onAdd={add} selection={selection} />
        <Foot view={search.view} />
      </SplitView>
      <Suspense>{adding && <NewPatientDialog onClose={() => setAdding(false)} onAdded={({ id }) => open(id)} />}</Suspense>
      <MoveDialog />
      <StaleDialog />
    </>
  )
}

/** The record's code comes while the list is looked at, so that the first one opens as quickly as the next. */
function useReadyPanel() {
  useEffect(() => {
    const timer = setTimeout(() => void loadPanel(), 800)
    return () => clearTimeout(timer)
  }, [])
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
  const onRow = (then: Intent) => {
    const id = rowAt(document.activeElement)
    if (id !== undefined) open(id, then)
  }
  useKeys([
    { key: '/', does: t('patientKeys.searchLong'), run: () => document.querySelector<HTMLElement>('[data-list-search]')?.focus() },
    { key: 'm', does: t('patientKeys.nextLong'), run: () => onRow('move') },
    { key: 'e', does: t('patientKeys.editLong'), run: () => onRow('edit') },
    ...(add ? [{ key: 'n', does: t('patientKeys.newLong'), run: add }] : []),
    { key: 'v', does: t('patientKeys.viewLong'), run: () => change({ ...search, view: search.view ? undefined : 'board' }) },
  ])
}

function Foot({ view }: { view: 'board' | undefined }) {
  const move = view === 'board' ? [{ keys: ['Space'], does: t('leadKeys.lift') }] : [{ keys: ['J', 'K'], does: t('leadKeys.move') }]
  const hints = [
    ...move,
    { keys: ['Enter'], does: t('leadKeys.open') },
    { keys: ['M'], does: t('patientKeys.next') },
    { keys: ['E'], does: t('leadKeys.edit') },
    { keys: ['/'], does: t('leadKeys.search') },
    { keys: ['?'], does: t('leadKeys.all') },
  ]
  return (
    <KeyHints hints={hints}>
      <LiveState />
    </KeyHints>
  )
}
