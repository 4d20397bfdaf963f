import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { instantOfField, ownZone } from '../lib/zones.ts'
import { type Chosen, PersonField } from '../records/PersonField.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { NoPermission } from '../ui/NoPermission.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { toast } from '../ui/toast.ts'
import { EarlierDifferences } from './EarlierDifferences.tsx'
import review from './review.module.css'
import { askForReview, reviewQuery } from './review-queries.ts'
import classes from './system.module.css'

/** One person's record as it stood at an earlier time, to bring back what is chosen of it. */
export function EarlierRecordPage() {
  useTitle(t('earlier.title'))
  const mayAsk = useMe().permissions.includes('POST /record-reviews')
  return (
    <>
      <PageBar title={t('earlier.title')} parent={<Link to="/system">{t('system.title')}</Link>} />
      {mayAsk ? <EarlierRecord /> : <NoPermission />}
    </>
  )
}

function EarlierRecord() {
  const [person, setPerson] = useState<Chosen>()
  const [when, setWhen] = useState('')
  const asOf = when === '' ? undefined : instantOfField(ownZone(), when)
  const ask = useMutation({
    mutationFn: askForReview,
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
  })
  return (
    <div className={classes.page}>
      <p className={review.intro}>{t('earlier.intro')}</p>
      <form
        className={review.ask}
        onSubmit={(event) => {
          event.preventDefault()
          if (person && asOf) ask.mutate({ entityType: person.kind, entityId: person.id, asOf })
        }}
      >
        <PersonField label={t('earlier.person')} hint={t('earlier.personHint')} value={person} onChange={setPerson} />
        <TextInput type="datetime-local" label={t('earlier.when')} value={when} onChange={(event) => setWhen(event.currentTarget.value)} />
        <Button type="submit" variant="default" disabled={!person || !asOf} loading={ask.isPending}>
          {t('earlier.look')}
        </Button>
      </form>
      {ask.data && <Review key={ask.data.id} id={ask.data.id} onAgain={() => ask.variables && ask.mutate(ask.variables)} />}
    </div>
  )
}

function Review({ id, onAgain }: { id: number; onAgain: () => void }) {
  const found = useQuery(reviewQuery(id))
  if (found.isPending) return <SkeletonRows rows={4} columns={3} />
  if (!found.data) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { state, error } = found.data
  return (
    <section className={review.found} aria-live="polite">
      {state === 'preparing' && <p>{t('earlier.preparing')}</p>}
      {state === 'failed' && <p className={classes.fault}>{t('earlier.failed', { reason: error ?? '' })}</p>}
      {state === 'applied' && <p>{t('earlier.applied')}</p>}
      {state === 'ready' && found.data.differences.length === 0 && <p>{t('earlier.same')}</p>}
      {state === 'ready' && found.data.differences.length > 0 && <EarlierDifferences review={found.data} onAgain={onAgain} />}
    </section>
  )
}
