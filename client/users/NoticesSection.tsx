import { Checkbox } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { notificationKinds } from '#shared/values'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormSection } from '../ui/FormSection.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { toast } from '../ui/toast.ts'
import classes from './NoticesSection.module.css'
import { changeWishes, type Wishes, wishesQuery } from './queries.ts'

/** What I am told, and where. */
export function NoticesSection() {
  const wishes = useQuery(wishesQuery)
  // The page above it grows while it loads; who came for this section sees it.
  useEffect(() => {
    if (wishes.data && location.hash === '#notifications') document.getElementById('notifications')?.scrollIntoView()
  }, [wishes.data])
  return (
    <FormSection id="notifications" title={t('noticeWishes.title')} detail={t('noticeWishes.detail')}>
      {wishes.isPending && <SkeletonRows rows={4} columns={3} height={36} />}
      {wishes.isError && <ErrorState error={wishes.error} onRetry={() => void wishes.refetch()} />}
      {wishes.data && <WishTable {...wishes.data} />}
      {wishes.data && !wishes.data.mails && <p className={classes.note}>{t('noticeWishes.noMail')}</p>}
    </FormSection>
  )
}

function WishTable({ preferences, mails }: Wishes) {
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: changeWishes,
    onSuccess: (now) => queries.setQueryData(wishesQuery.queryKey, now),
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  })
  const box = (kind: (typeof notificationKinds)[number], where: 'inApp' | 'byMail') => {
    const asked = change.isPending ? change.variables[kind]?.[where] : undefined
    const label = t(where === 'inApp' ? 'noticeWishes.inAppOf' : 'noticeWishes.byMailOf', { kind: t(`noticeWishes.${kind}`) })
    return (
      <Checkbox
        aria-label={label}
        checked={asked ?? preferences[kind][where]}
        disabled={where === 'byMail' && !mails}
        onChange={(event) => change.mutate({ [kind]: { [where]: event.currentTarget.checked } })}
      />
    )
  }
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('noticeWishes.kind')}</th>
          <th scope="col">{t('noticeWishes.inApp')}</th>
          <th scope="col">{t('noticeWishes.byMail')}</th>
        </tr>
      </thead>
      <tbody>
        {notificationKinds.map((kind) => (
          <tr key={kind}>
            <th scope="row">{t(`noticeWishes.${kind}`)}</th>
            <td>{box(kind, 'inApp')}</td>
            <td>{box(kind, 'byMail')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
