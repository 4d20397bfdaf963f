import { useInfiniteQuery } from '@tanstack/react-query'
import { dayName, exactTime } from '../../lib/dates.ts'
import { dateFormat } from '../../lib/formats.ts'
import { locale } from '../../lib/language.ts'
import { type MessageKey, t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { List, ListRow } from '../ui/List.tsx'
import { Page, Section } from '../ui/Page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/States.tsx'
import { type Look, looksQuery } from './queries.ts'

/** Who of the clinic looked at the record, by day where the reader is. */
export function LooksPage() {
  const looks = useInfiniteQuery(looksQuery)
  return (
    <Page title={t('looks.title')} lead={t('looks.lead')} back={{ to: '/portal/more', words: t('shell.more') }}>
      {looks.isError && !looks.data && <ErrorState error={looks.error} onRetry={() => void looks.refetch()} />}
      {looks.isPending && <Skeleton lines={6} />}
      {looks.data?.length === 0 && <EmptyState title={t('looks.none')} detail={t('looks.noneDetail')} />}
      {[...byDay(looks.data ?? [])].map(([day, seen]) => (
        <Section key={day} title={day}>
          <List label={day}>
            {gathered(seen).map((look) => (
              <ListRow
                key={look.at + look.kind + look.name}
                title={look.name ?? t('looks.program')}
                detail={`${t(`looks.${look.kind}`)}${look.role ? ` · ${t(roles[look.role])}` : ''}`}
                end={<time title={exactTime(look.at)}>{clock(look.at)}</time>}
              />
            ))}
          </List>
        </Section>
      ))}
      {looks.hasNextPage && (
        <Button wide busy={looks.isFetchingNextPage} onClick={() => void looks.fetchNextPage()}>
          {t('looks.more')}
        </Button>
      )}
    </Page>
  )
}

const roles: Record<NonNullable<Look['role']>, MessageKey> = {
  SDR: 'looks.roleSDR',
  'Health Coach': 'looks.roleCoach',
  Admin: 'looks.roleAdmin',
}

const clock = (at: string) => dateFormat(locale(), { hour: 'numeric', minute: '2-digit' }).format(new Date(at))

function byDay(looks: readonly Look[]): Map<string, Look[]> {
  return Map.groupBy(looks, ({ at }) => dayName(at, Date.now()))
}

/** One page that a person opens asks for several parts at once: of the same minute and kind one line stands for all. */
function gathered(looks: readonly Look[]): Look[] {
  const seen = new Set<string>()
  return looks.filter(({ at, name, kind }) => {
    const key = `${at.slice(0, 16)} ${name} ${kind}`
    return !seen.has(key) && seen.add(key)
  })
}
