import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { useTitle } from '../lib/title.ts'
import { useActor } from '../records/people.ts'
import { Talk } from '../records/talk/TalkSection.tsx'
import { ChoiceSwitch } from '../ui/ChoiceSwitch.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { useNarrowerThan, widths } from '../ui/media.ts'
import { PageBar } from '../ui/PageBar.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { PersonRow } from './PersonRow.tsx'
import { type Person, talksQuery } from './queries.ts'
import classes from './talks.module.css'

const route = getRouteApi('/staff/messages')

/** The inbox: who wrote, unread first, and beside it the talk with one of them. */
export function TalksPage() {
  useTitle(t('talk.inbox'))
  const { whose, show, with: open } = route.useSearch()
  const { userId } = useActor()
  const narrow = useNarrowerThan(widths.narrow)
  const talks = useInfiniteQuery(talksQuery({ ownerId: whose && userId, waiting: show && true }))
  const people = talks.data?.pages.flatMap(({ data }) => data) ?? []
  const chosen = people.find(({ leadId }) => leadId === open)
  const hours = talks.data?.pages[0]?.replyHours
  return (
    <>
      <PageBar title={t('talk.inbox')} detail={hours && t('talk.promise', { count: hours })} />
      <div className={classes.page}>
        {!(narrow && chosen) && (
          <div className={classes.people}>
            <Filters />
            {talks.isPending && <SkeletonRows rows={8} columns={1} height={64} />}
            {talks.isError && <ErrorState error={talks.error} onRetry={() => void talks.refetch()} />}
            {talks.data && people.length === 0 && <Nobody waiting={show === 'waiting'} />}
            <ul className={classes.list} aria-label={t('talk.people')}>
              {people.map((person) => (
                <PersonRow key={person.leadId} person={person} here={person.leadId === open} hours={hours ?? 24} />
              ))}
            </ul>
            {talks.hasNextPage && (
              <Button variant="default" loading={talks.isFetchingNextPage} onClick={() => void talks.fetchNextPage()}>
                {t('talk.more')}
              </Button>
            )}
          </div>
        )}
        {chosen ? (
          <OpenTalk person={chosen} narrow={narrow} />
        ) : (
          !narrow && people.length > 0 && <p className={classes.pick}>{t('talk.pick')}</p>
        )}
      </div>
    </>
  )
}

function Filters() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const set = (part: Partial<typeof search>) => void navigate({ search: { ...search, ...part }, replace: true })
  return (
    <div className={classes.filters}>
      <ChoiceSwitch
        label={t('talk.whose')}
        quiet
        value={search.whose ?? 'all'}
        options={[
          { value: 'all', label: t('talk.everybody') },
          { value: 'mine', label: t('talk.mine') },
        ]}
        onChange={(value) => set({ whose: value === 'mine' ? value : undefined })}
      />
      <ChoiceSwitch
        label={t('talk.which')}
        quiet
        value={search.show ?? 'all'}
        options={[
          { value: 'all', label: t('talk.everybody') },
          { value: 'waiting', label: t('talk.waiting') },
        ]}
        onChange={(value) => set({ show: value === 'waiting' ? value : undefined })}
      />
    </div>
  )
}

const Nobody = ({ waiting }: { waiting: boolean }) => (
  <EmptyState
    title={t(waiting ? 'talk.emptyWaiting' : 'talk.emptyTitle')}
    detail={t(waiting ? 'talk.emptyWaitingDetail' : 'talk.emptyDetail')}
  />
)

function OpenTalk({ person, narrow }: { person: Person; narrow: boolean }) {
  const search = route.useSearch()
  const { leadId, contactId, firstName, lastName } = person
  const name = `${firstName} ${lastName}`
  const record = contactId === null ? ({ kind: 'lead', id: leadId } as const) : ({ kind: 'contact', id: contactId } as const)
  return (
    <section className={classes.talk} aria-label={name}>
      <div className={classes.head}>
        {narrow && (
          <Link to="/messages" search={{ ...search, with: undefined }}>
            {t('talk.back')}
          </Link>
        )}
        <h2 className={classes.name}>
          {contactId === null ? (
            <Link to="/leads/$id" params={{ id: String(leadId) }}>
              {name}
            </Link>
          ) : (
            <Link to="/patients/$id" params={{ id: String(contactId) }}>
              {name}
            </Link>
          )}
        </h2>
      </div>
      <Talk key={leadId} record={record} person={person} atOnce />
    </section>
  )
}
