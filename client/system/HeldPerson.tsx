import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { showPhone } from '../lib/phones.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import type { Chosen } from '../records/PersonField.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import classes from './system.module.css'

/** Whoever was chosen, by name or by number, as they stand. */
export const heldPersonQuery = (person: Chosen | undefined) =>
  queryOptions({
    queryKey: ['system', 'held', person?.kind, person?.id],
    queryFn: async ({ signal }) => {
      const params = { id: person?.id ?? 0 }
      if (person?.kind === 'contact') {
        const { stage, ...row } = await call('GET /contacts/:id', { params, signal })
        return { ...row, place: stage }
      }
      const { status, ...row } = await call('GET /leads/:id', { params, signal })
      return { ...row, place: status }
    },
    enabled: person !== undefined,
    retry: false,
  })

/** Read before it is held: a number alone says nothing. */
export function HeldPerson({ person }: { person: Chosen }) {
  const { data, error } = useQuery(heldPersonQuery(person))
  if (error) return <p className={classes.fault}>{explainShortly(error)}</p>
  return (
    <p className={classes.quiet} aria-live="polite">
      {data && (
        <>
          <strong>{fullName(data)}</strong> · {t(person.kind === 'lead' ? 'duplicates.lead' : 'duplicates.contact')} ·{' '}
          {[valueWord(data.place), data.email, data.phone && showPhone(data.phone)].filter(Boolean).join(' · ')}
          {data.createdAt && (
            <>
              {' '}
              · {t('merges.created')} <RelativeTime at={data.createdAt} inSentence />
            </>
          )}
        </>
      )}
    </p>
  )
}
