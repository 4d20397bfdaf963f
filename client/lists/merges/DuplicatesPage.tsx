import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { listFormat } from '../../lib/formats.ts'
import { locale } from '../../lib/language.ts'
import { t } from '../../lib/messages.ts'
import { showPhone } from '../../lib/phones.ts'
import { fullName, useMe } from '../../lib/session.ts'
import { useTitle } from '../../lib/title.ts'
import { useNameOf } from '../../records/people.ts'
import { placeOf } from '../../records/record-place.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { NoPermissionPage } from '../../ui/NoPermission.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { SkeletonRows } from '../../ui/SkeletonRows.tsx'
import classes from './DuplicatesPage.module.css'
import type { MergeKind } from './fields.ts'
import { MergeButton } from './MergeButton.tsx'
import { type LikelyPair, type Merge, mergesQuery, pairsQuery, usePart } from './merges.ts'

/** Likely duplicates of the whole clinic, and what was merged lately. */
export function DuplicatesPage() {
  useTitle(t('merges.pageTitle'))
  const { of: kind = 'lead' } = useSearch({ from: '/staff/duplicates' })
  const navigate = useNavigate()
  if (useMe().role !== 'Admin') return <NoPermissionPage title={t('merges.pageTitle')} />
  return (
    <>
      <PageBar title={t('merges.pageTitle')}>
        <SegmentedControl
          aria-label={t('merges.kind')}
          value={kind}
          onChange={(of) => void navigate({ to: '/duplicates', search: { of: of === 'contact' ? 'contact' : undefined } })}
          data={[
            { value: 'lead', label: t('leads.title') },
            { value: 'contact', label: t('patients.title') },
          ]}
        />
      </PageBar>
      <ScrollRegion className={classes.scroll} label={t('merges.pageTitle')}>
        <Pairs kind={kind} />
        <Lately kind={kind} />
      </ScrollRegion>
    </>
  )
}

function Pairs({ kind }: { kind: MergeKind }) {
  const list = useInfiniteQuery(pairsQuery(kind))
  const pairs = list.data?.pages.flatMap(({ data }) => data) ?? []
  if (list.isPending) return <SkeletonRows rows={8} columns={3} height={56} />
  if (list.isError && pairs.length === 0) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (pairs.length === 0) return <EmptyState title={t('merges.noneTitle')} detail={t('merges.noneDetail')} />
  return (
    <>
      <ul className={classes.list}>
        {pairs.map((pair) => (
          <PairItem key={`${pair.first.id} ${pair.second.id}`} pair={pair} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" className={classes.more} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('merges.more')}
        </Button>
      )}
    </>
  )
}

const signs = { email: 'duplicates.email', phone: 'duplicates.phone', name: 'duplicates.name' } as const

function PairItem({ pair: { entityType, by, first, second } }: { pair: LikelyPair }) {
  return (
    <li className={classes.pair}>
      <Person kind={entityType} person={first} />
      <Person kind={entityType} person={second} />
      <div className={classes.same}>{t('duplicates.same', { what: listFormat(locale()).format(by.map((sign) => t(signs[sign]))) })}</div>
      <MergeButton kind={entityType} id={first.id} other={second} />
    </li>
  )
}

function Person({ kind, person }: { kind: MergeKind; person: LikelyPair['first'] }) {
  return (
    <div className={classes.person}>
      <Link to={placeOf({ kind, id: person.id })} className={classes.name}>
        {fullName(person)}
      </Link>
      <div className={classes.quiet}>{person.email}</div>
      <div className={classes.quiet}>
        {person.phone && `${showPhone(person.phone)} · `}
        {person.createdAt && <RelativeTime at={person.createdAt} />}
      </div>
    </div>
  )
}

function Lately({ kind }: { kind: MergeKind }) {
  const { data = [] } = useQuery(mergesQuery(kind))
  if (data.length === 0) return null
  return (
    <section className={classes.lately}>
      <h2 className={classes.heading}>{t('merges.lately')}</h2>
      <ul className={classes.list}>
        {data.map((merge) => (
          <MergedItem key={merge.id} merge={merge} />
        ))}
      </ul>
    </section>
  )
}

function MergedItem({ merge }: { merge: Merge }) {
  const nameOf = useNameOf()
  const part = usePart()
  const words = t('merges.into', { merged: merge.mergedId, kept: merge.keptId })
  return (
    <li className={classes.merged}>
      <div>
        <Link to={placeOf({ kind: merge.entityType, id: merge.keptId })} className={classes.name}>
          {words}
        </Link>
        <div className={classes.quiet}>
          {nameOf(merge.mergedById)} · <RelativeTime at={merge.createdAt} />
          {merge.undoneAt !== null && ` · ${t('merges.wasParted')}`}
        </div>
      </div>
      {merge.undoneAt === null && (
        <Button variant="default" onClick={() => void part(merge)} aria-label={`${t('merges.part')}: ${words}`}>
          {t('merges.part')}
        </Button>
      )}
    </li>
  )
}
