import { Button, SegmentedControl } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { useNameOf } from '../records/people.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { NoPermissionPage } from '../ui/NoPermission.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { AnswerDialog } from './AnswerDialog.tsx'
import { askedField } from './asked-field.ts'
import { ExpungeDialog } from './ExpungeDialog.tsx'
import { type PatientRequest, requestsQuery } from './queries.ts'
import classes from './requests.module.css'

/** What patients ask about their data, for an Admin to answer. */
export function RequestsPage() {
  useTitle(t('requests.title'))
  if (!useMe().permissions.includes('GET /patient-requests')) return <NoPermissionPage title={t('requests.title')} />
  return <Requests />
}

function Requests() {
  const { show } = useSearch({ from: '/staff/requests' })
  const navigate = useNavigate()
  const requests = useInfiniteQuery(requestsQuery(show ?? 'open'))
  const [answering, setAnswering] = useState<PatientRequest>()
  const [erasing, setErasing] = useState<PatientRequest>()
  return (
    <>
      <PageBar title={t('requests.title')}>
        <SegmentedControl
          aria-label={t('requests.which')}
          value={show ?? 'open'}
          onChange={(value) => void navigate({ to: '/requests', search: { show: value === 'all' ? 'all' : undefined } })}
          data={[
            { value: 'open', label: t('requests.open') },
            { value: 'all', label: t('requests.all') },
          ]}
        />
      </PageBar>
      <ScrollRegion className={classes.page} label={t('requests.title')}>
        {requests.isError && !requests.data && <ErrorState error={requests.error} onRetry={() => void requests.refetch()} />}
        {requests.isPending && <SkeletonRows rows={6} columns={3} height={72} />}
        {requests.data?.length === 0 && <Nothing isAll={show === 'all'} />}
        {requests.data && requests.data.length > 0 && (
          <ul className={classes.list}>
            {requests.data.map((request) => (
              <Line key={request.id} request={request} onAnswer={() => setAnswering(request)} onErase={() => setErasing(request)} />
            ))}
          </ul>
        )}
        {requests.hasNextPage && (
          <Button variant="default" loading={requests.isFetchingNextPage} onClick={() => void requests.fetchNextPage()}>
            {t('requests.more')}
          </Button>
        )}
      </ScrollRegion>
      {erasing && <ExpungeDialog request={erasing} onClose={() => setErasing(undefined)} />}
      {answering && <AnswerDialog request={answering} onClose={() => setAnswering(undefined)} />}
    </>
  )
}

function Line({ request, onAnswer, onErase }: { request: PatientRequest; onAnswer: () => void; onErase: () => void }) {
  const nameOf = useNameOf()
  const { kind, state, body, answer, createdAt, decidedAt, decidedById } = request
  return (
    <li className={classes.line}>
      <div className={classes.what}>
        <p className={classes.who}>
          <PersonLink request={request} />
          <span className={classes.kind}>
            {t(`requests.${kind}`)} · <RelativeTime at={createdAt} />
          </span>
        </p>
        <p className={classes.body}>{body}</p>
        {answer && decidedAt && (
          <p className={classes.answer}>
            <strong>{t(state === 'done' ? 'requests.done' : 'requests.declined')}</strong> · {nameOf(decidedById)} ·{' '}
            <RelativeTime at={decidedAt} />
            <br />
            {answer}
          </p>
        )}
      </div>
      {(state === 'open' || kind === 'erasure') && (
        <div className={classes.acts}>
          {kind === 'correction' ? (
            <Correct request={request} />
          ) : (
            <Button variant="subtle" color="red" onClick={onErase}>
              {t('expunge.act')}
            </Button>
          )}
          {state === 'open' && (
            <Button variant="default" onClick={onAnswer}>
              {t('requests.answer')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

/** To the field they speak of, or else to the record; back here the answer names what was changed. */
function Correct({ request: { leadId, contactId, body } }: { request: PatientRequest }) {
  const to = contactId === null ? `/leads/${leadId}` : `/patients/${contactId}`
  return (
    <Button variant="default" component={Link} to={to} hash={askedField(body) ?? ''}>
      {t('requests.correct')}
    </Button>
  )
}

function PersonLink({ request: { leadId, contactId, firstName, lastName } }: { request: PatientRequest }) {
  const name = `${firstName} ${lastName}`
  if (contactId === null) {
    return (
      <Link to="/leads/$id" params={{ id: String(leadId) }} className={classes.name}>
        {name}
      </Link>
    )
  }
  return (
    <Link to="/patients/$id" params={{ id: String(contactId) }} className={classes.name}>
      {name}
    </Link>
  )
}

function Nothing({ isAll }: { isAll: boolean }) {
  return (
    <div className={classes.nothing}>
      <IconCircleCheck size={32} stroke={1.25} aria-hidden />
      <h2>{t(isAll ? 'requests.noneEver' : 'requests.none')}</h2>
      <p>{t('requests.noneDetail')}</p>
    </div>
  )
}
