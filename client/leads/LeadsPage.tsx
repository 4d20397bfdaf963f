import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { policy } from '#shared/policy'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { rowAt, usePlace } from '../lib/place.ts'
import { useTitle } from '../lib/title.ts'
import { useActor } from '../records/people.ts'
import { StaleDialog } from '../records/StaleDialog.tsx'
import { useNarrowerThan, widths } from '../ui/media.ts'
import { useRowSelection } from '../ui/row-selection.ts'
import { SplitView } from '../ui/SidePanel.tsx'
import type { Intent } from './LeadRecord.tsx'
import { LeadsBar } from './LeadsBar.tsx'
import { LeadsFoot } from './LeadsFoot.tsx'
import { LeadsList, useLeadsList } from './LeadsList.tsx'
import { useLive } from './live.ts'
import { filterQuery, type LeadsSearch } from './search.ts'
import { WhyDialog } from './WhyDialog.tsx'

const loadPanel = () => import('./LeadPanel.tsx')
const LeadPanel = lazy(async () => ({ default: (await loadPanel()).LeadPanel }))
const NewLeadDialog = lazy(async () => ({ default: (await import('./NewLeadDialog.tsx')).NewLeadDialog }))

/** All leads as a table or a board, with one of them open beside it. Everything chosen stands in the address. */
export function LeadsPage() {
  useTitle(t('leads.title'))
  useLive()
  const search = useSearch({ from: '/staff/leads' })
  const change = useChangeSearch()
  const [intent, setIntent] = useState<Intent>()
  const list = useLeadsList(search)
  const selection = useRowSelection(JSON.stringify(filterQuery(search)))
  const open = (id: number | undefined, then?: Intent) => {
    setIntent(then)
    change({ ...search, lead: id })
  }
  const mayAdd = policy.lead.create(useActor())
  const add = mayAdd ? () => change({ ...search, add: 'yes' }) : undefined
  // Where the record takes the page, the list's bar would stand over somebody else's.
  const narrow = useNarrowerThan(widths.narrow)
  useReadyPanel()
  usePageKeys({ search, change, open, add })
  const place = usePlace(list.ids, search.lead)
  const panel = search.lead !== undefined && (
    <Suspense>
      <LeadPanel
        id={search.lead}
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
        <h1 className="visually-hidden">{t('leads.title')}</h1>
      ) : (
        <LeadsBar search={search} onChange={change} onAdd={add} onPick={selection.startPicking} />
      )}
      <SplitView panel={panel || undefined}>
        <LeadsList search={search} onChange={change} list={list} onOpen={(id) => open(id)} onAdd={add} selection={selection} />
        <LeadsFoot view={search.view} />
      </SplitView>
      <Suspense>
        {add && search.add && (
          <NewLeadDialog
            onClose={() => change({ ...search, add: undefined })}
            onAdded={({ id }) => change({ ...search, add: undefined, lead: id })}
          />
        )}
      </Suspense>
      <StaleDialog />
      <WhyDialog />
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
  return (search: LeadsSearch, how?: 'replace') => void navigate({ to: '/leads', search, replace: how === 'replace', resetScroll: false })
}
export type ChangeSearch = ReturnType<typeof useChangeSearch>

type PageKeysInput = { search: LeadsSearch; change: ChangeSearch; open: (id: number, then?: Intent) => void; add?: () => void }

/** On a row without an open record, the record opens and hears the key. */
function usePageKeys({ search, change, open, add }: PageKeysInput) {
  const onRow = (then: Intent) => {
    const id = rowAt(document.activeElement)
    if (id !== undefined) open(id, then)
  }
  useKeys([
    { key: '/', does: t('leadKeys.searchLong'), run: () => document.querySelector<HTMLElement>('[data-list-search]')?.focus() },
    { key: 'c', does: t('leadKeys.callLong'), run: () => onRow('call') },
    { key: 'e', does: t('leadKeys.editLong'), run: () => onRow('edit') },
    { key: 'a', does: t('leadKeys.claimLong'), run: () => onRow('claim') },
    ...(add ? [{ key: 'n', does: t('leadKeys.newLong'), run: add }] : []),
    { key: 'v', does: t('leadKeys.viewLong'), run: () => change({ ...search, view: search.view ? undefined : 'board' }) },
  ])
}
