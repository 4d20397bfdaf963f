import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'
import { dateAndTime } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { useTitle } from '../lib/title.ts'
import { useNameOf } from '../records/people.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { toast } from '../ui/toast.ts'
import classes from './Waitlist.module.css'

type Entry = ApiReply<'GET /waitlist'>['data'][number]
const key = ['waitlist'] as const

/** Who waits for a time, in the order they are asked; what is kept for them now. */
export function WaitlistPage() {
  useTitle(t('waitlist.title'))
  const queries = useQueryClient()
  const list = useQuery({ queryKey: key, queryFn: ({ signal }) => call('GET /waitlist', { signal }), refetchInterval: 60_000 })
  const remove = useMutation({
    mutationFn: ({ id }: Entry) => call('DELETE /waitlist/:id', { params: { id } }),
    onSuccess: (_, { name }) => toast({ text: t('waitlist.removed', { name }) }),
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
  return (
    <>
      <PageBar title={t('waitlist.title')} parent={<Link to="/calendar">{t('calendar.title')}</Link>} />
      {list.isPending && <SkeletonRows rows={6} columns={2} height={56} />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.data.length === 0 && <EmptyState title={t('waitlist.none')} detail={t('waitlist.empty')} />}
      <ul className={classes.list}>
        {list.data?.data.map((entry) => (
          <Row key={entry.id} entry={entry} onRemove={() => remove.mutate(entry)} />
        ))}
      </ul>
    </>
  )
}

function Row({ entry, onRemove }: { entry: Entry; onRemove: () => void }) {
  const nameOf = useNameOf()
  const now = Date.now()
  const { offer } = entry
  const wish = [entry.userId === null ? t('waitlist.any') : nameOf(entry.userId), daysOf(entry)].join(' · ')
  const removal = t('waitlist.remove', { name: entry.name })
  return (
    <li className={classes.entry}>
      <div className={classes.who}>
        <PersonLink entry={entry} />
        <p className={classes.wish}>
          {offer ? t('waitlist.offered', { time: dateAndTime(offer.startsAt, now), until: dateAndTime(offer.expiresAt, now) }) : wish}
        </p>
      </div>
      <ActionIcon aria-label={removal} title={removal} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </li>
  )
}

function PersonLink({ entry: { leadId, contactId, name } }: { entry: Entry }) {
  return contactId === null ? (
    <Link to="/leads/$id" params={{ id: String(leadId) }} className={classes.name}>
      {name}
    </Link>
  ) : (
    <Link to="/patients/$id" params={{ id: String(contactId) }} className={classes.name}>
      {name}
    </Link>
  )
}

function daysOf({ earliest, latest }: Entry): string {
  if (earliest && latest) return t('waitlist.days', { from: earliest, to: latest })
  if (earliest) return t('waitlist.from', { from: earliest })
  return latest ? t('waitlist.until', { to: latest }) : t('waitlist.anyDay')
}
