import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { call } from '../lib/api.ts'
import { address } from '../lib/http.ts'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { usePeople } from '../records/people.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FilterBar } from '../ui/FilterBar.tsx'
import type { Filter, FilterValues } from '../ui/filters.ts'
import { NoPermissionPage } from '../ui/NoPermission.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { VirtualTable } from '../ui/VirtualTable.tsx'
import classes from './audit.module.css'
import { inBursts } from './bursts.ts'
import { type AuditEntry, auditColumns } from './columns.tsx'
import { actionChoices } from './deeds.ts'
import { type AuditQuery, type AuditSearch, auditKinds, auditQueryOf, mayLeaveOut, readAuditSearch } from './search.ts'
import { UsedNote, useWithUsed } from './UsedNote.tsx'
import { kindWords, recordKinds, recordKindWords } from './words.ts'

const auditQuery = (query: AuditQuery) =>
  infiniteQueryOptions({
    queryKey: ['audit', query],
    queryFn: ({ pageParam, signal }) => call('GET /audit', { query: { ...query, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: 5_000,
  })

/** Who did and who looked, in one list by time. */
export function AuditPage() {
  useTitle(t('audit.title'))
  const search = useSearch({ from: '/staff/audit' })
  const [withUsed, setWithUsed] = useWithUsed()
  const query = auditQueryOf(search, withUsed)
  if (!useMe().permissions.includes('GET /audit')) return <NoPermissionPage title={t('audit.title')} />
  return (
    <>
      <PageBar title={t('audit.title')} detail={<span className={classes.deskOnly}>{t('audit.detail')}</span>}>
        <Button
          component="a"
          href={address('/exports/audit.csv', { query })}
          download
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          {t('audit.export')}
        </Button>
      </PageBar>
      <Filters search={search} query={query}>
        {mayLeaveOut(search) && <UsedNote withUsed={withUsed} onChange={setWithUsed} />}
      </Filters>
      <Entries query={query} onAll={mayLeaveOut(search) && !withUsed ? () => setWithUsed(true) : undefined} />
    </>
  )
}

function Filters({ search, query, children }: { search: AuditSearch; query: AuditQuery; children: ReactNode }) {
  const navigate = useNavigate()
  const people = usePeople()
  const known = useInfiniteQuery({ ...auditQuery(query), enabled: search.entityId !== undefined })
  const filters: Filter[] = [
    { kind: 'choice', name: 'kind', label: t('audit.kind'), options: auditKinds.map((value) => ({ value, label: kindWords(value) })) },
    {
      kind: 'choice',
      name: 'userId',
      label: t('audit.person'),
      options: [
        ...people.map((person) => ({ value: String(person.id), label: fullName(person) })),
        { value: 'none', label: t('audit.nobody') },
      ],
    },
    {
      kind: 'choice',
      name: 'action',
      label: t('audit.action'),
      options: actionChoices(),
    },
    {
      kind: 'choice',
      name: 'entityType',
      label: t('audit.recordKind'),
      options: recordKinds.map((value) => ({ value, label: recordKindWords(value) })),
    },
    { kind: 'days', name: 'at', label: t('audit.time') },
  ]
  const { entityType, entityId, ...lists } = search
  const values: FilterValues = { ...asLists(lists), entityType: entityType ? [entityType] : undefined }
  const change = (next: FilterValues) => {
    const kept = next.entityType?.at(-1)
    const entity = { entityType: kept, entityId: kept === entityType ? entityId : undefined }
    const days = { atFrom: next.atFrom?.[0], atTo: next.atTo?.[0] }
    void navigate({ to: '/audit', search: readAuditSearch({ ...next, ...days, ...entity }) })
  }
  return (
    <FilterBar filters={filters} values={values} onChange={change}>
      {entityId !== undefined && (
        <Button
          variant="subtle"
          onClick={() => void navigate({ to: '/audit', search: { ...search, entityType: undefined, entityId: undefined } })}
        >
          {t('audit.oneRecord', { name: nameIn(known.data, entityId) ?? recordKindWords(entityType ?? '') })}
        </Button>
      )}
      {children}
    </FilterBar>
  )
}

/** The one record that the list is about is named in its entries. */
const nameIn = (list: { pages: { data: Pick<AuditEntry, 'records'>[] }[] } | undefined, id: number) =>
  list?.pages.flatMap(({ data }) => data.flatMap(({ records }) => records)).find((record) => record.id === id)?.name

const asLists = (search: Omit<AuditSearch, 'entityType' | 'entityId'>): FilterValues =>
  Object.fromEntries(Object.entries(search).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]))

const toggled = (before: ReadonlySet<number>, key: number) =>
  before.has(key) ? new Set([...before].filter((each) => each !== key)) : new Set([...before, key])

/** `onAll`: shows what is left out. */
function Entries({ query, onAll }: { query: AuditQuery; onAll: (() => void) | undefined }) {
  const entries = useInfiniteQuery(auditQuery(query))
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const rows = useMemo<AuditEntry[]>(() => {
    const all = entries.data?.pages.flatMap(({ data }) => data) ?? []
    return inBursts(
      all.map((entry) => ({ ...entry, key: entry.kind === 'did' ? -entry.id : entry.id })),
      opened,
    )
  }, [entries.data, opened])
  const columns = useMemo(() => auditColumns((key) => setOpened((before) => toggled(before, key))), [])
  if (entries.isPending) return <SkeletonRows rows={16} columns={4} />
  if (entries.isError && rows.length === 0) return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />
  const more = {
    has: entries.hasNextPage,
    loading: entries.isFetchingNextPage,
    failed: entries.isFetchNextPageError,
    load: () => void entries.fetchNextPage(),
  }
  return (
    <VirtualTable
      label={t('audit.title')}
      columns={columns}
      rows={rows}
      rowId={({ key }) => key}
      more={more}
      empty={<NoEntry onAll={onAll} />}
    />
  )
}

function NoEntry({ onAll }: { onAll: (() => void) | undefined }) {
  const action = onAll && (
    <Button variant="default" onClick={onAll}>
      {t('audit.showUsed')}
    </Button>
  )
  return <EmptyState title={t('audit.empty')} detail={t(onAll ? 'audit.leftOut' : 'audit.emptyDetail')} action={action} />
}
