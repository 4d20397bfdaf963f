import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { policy } from '#shared/policy'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { ListPage, usePanelPlace, useReady } from '../lists/ListPage.tsx'
import { onRow, searchKey } from '../lists/list-keys.ts'
import { StaleDialog } from '../records/page/StaleDialog.tsx'
import { useActor } from '../records/people.ts'
import { useRowSelection } from '../ui/row-selection.ts'
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
  useReady(loadPanel)
  usePageKeys({ search, change, open, add })
  const place = usePanelPlace(list, search.lead, open)
  const panel = search.lead !== undefined && (
    <Suspense>
      <LeadPanel {...place} id={search.lead} intent={intent} />
    </Suspense>
  )
  return (
    <>
      <ListPage
        title={t('leads.title')}
        bar={<LeadsBar search={search} onChange={change} onAdd={add} onPick={selection.startPicking} />}
        panel={panel}
      >
        <LeadsList search={search} onChange={change} list={list} onOpen={(id) => open(id)} onAdd={add} selection={selection} />
        <LeadsFoot view={search.view} />
      </ListPage>
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

/** Filters and records make steps to go back to; nothing scrolls away. */
function useChangeSearch() {
  const navigate = useNavigate()
  return (search: LeadsSearch, how?: 'replace') => void navigate({ to: '/leads', search, replace: how === 'replace', resetScroll: false })
}
export type ChangeSearch = ReturnType<typeof useChangeSearch>

type PageKeysInput = { search: LeadsSearch; change: ChangeSearch; open: (id: number, then?: Intent) => void; add?: () => void }

/** On a row without an open record, the record opens and hears the key. */
function usePageKeys({ search, change, open, add }: PageKeysInput) {
  useKeys([
    searchKey(t('leadKeys.searchLong')),
    { key: 'c', does: t('leadKeys.callLong'), run: () => onRow((id) => open(id, 'call')) },
    { key: 'e', does: t('leadKeys.editLong'), run: () => onRow((id) => open(id, 'edit')) },
    { key: 'a', does: t('leadKeys.claimLong'), run: () => onRow((id) => open(id, 'claim')) },
    ...(add ? [{ key: 'n', does: t('leadKeys.newLong'), run: add }] : []),
    { key: 'v', does: t('leadKeys.viewLong'), run: () => change({ ...search, view: search.view ? undefined : 'board' }) },
  ])
}
