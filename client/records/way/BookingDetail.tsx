import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { dateAndTime } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { toast } from '../../ui/toast.ts'
import { recordKey } from '../record.ts'
import classes from './WaySection.module.css'
import type { Way } from './way-words.ts'

/** Under the step of booking: whether they wait for a time, and what is kept for them. */
export function BookingDetail({ leadId, way }: { leadId: number; way: Way }) {
  const queries = useQueryClient()
  const key = [...recordKey({ kind: 'lead', id: leadId }), 'waitlist']
  const isOpen = way.booking.state !== 'booked' && way.booking.state !== 'held'
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => call('GET /waitlist', { signal }), enabled: isOpen })
  const join = useMutation({
    mutationFn: () => call('POST /waitlist', { body: { leadId } }),
    onSuccess: () => toast({ text: t('waitlist.added') }),
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
  if (!isOpen || !data) return null
  const entry = data.data.find((each) => each.leadId === leadId)
  if (!entry)
    return (
      <Button variant="subtle" size="compact-xs" className={classes.join} loading={join.isPending} onClick={() => join.mutate()}>
        {t('waitlist.add')}
      </Button>
    )
  const { offer } = entry
  const times = offer && { time: dateAndTime(offer.startsAt, Date.now()), until: dateAndTime(offer.expiresAt, Date.now()) }
  return <span className={classes.quiet}>{times ? t('waitlist.offered', times) : t('waitlist.added')}</span>
}
