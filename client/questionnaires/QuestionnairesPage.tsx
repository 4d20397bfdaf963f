import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { shortDate } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { confirm } from '../ui/confirm.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormPage, FormSection } from '../ui/FormSection.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { beginDraft, discardDraft, type ListedVersion, useChange, versionsQuery } from './queries.ts'
import classes from './questionnaires.module.css'

/** The versions of the questionnaire: what is asked, what was, and the drafts. */
export function QuestionnairesPage() {
  const versions = useQuery(versionsQuery)
  if (versions.isPending) return <SkeletonRows rows={4} columns={2} height={64} />
  if (versions.isError) return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
  return (
    <FormPage>
      <FormSection title={t('questionnaires.title')} detail={t('questionnaires.detail')}>
        <ul className={classes.versions}>
          {versions.data.map((version) => (
            <VersionRow key={version.id} version={version} />
          ))}
        </ul>
      </FormSection>
    </FormPage>
  )
}

function VersionRow({ version }: { version: ListedVersion }) {
  const { id, publishedAt, createdAt, isAsked, questions, responses } = version
  const go = useNavigate()
  const begin = useChange(beginDraft)
  const discard = useChange(discardDraft)
  const now = Date.now()
  const name = t('questionnaires.version', { version: version.version })
  const standing = publishedAt === null ? t('questionnaires.draft') : t(isAsked ? 'questionnaires.asked' : 'questionnaires.earlier')
  const day =
    publishedAt === null
      ? t('questionnaires.begunOn', { date: shortDate(createdAt, now) })
      : t('questionnaires.publishedOn', { date: shortDate(publishedAt, now) })
  const draftFrom = () =>
    begin.mutate(id, { onSuccess: (draft) => void go({ to: '/settings/questionnaires/$id', params: { id: draft.id } }) })
  const drop = async () => {
    const question = {
      title: t('questionnaires.discardTitle'),
      detail: t('questionnaires.discardDetail'),
      action: t('questionnaires.discard'),
    }
    if (await confirm({ ...question, danger: true })) discard.mutate(id)
  }
  return (
    <li className={classes.version} aria-label={name}>
      <div>
        <p className={classes.name}>
          {name} <span className={classes.quiet}>{standing}</span>
        </p>
        <p className={classes.quiet}>
          {day} · {t('questionnaires.facts', { count: questions, responses })}
        </p>
      </div>
      <div className={classes.acts}>
        <Button
          variant="default"
          size="compact-sm"
          renderRoot={(props) => <Link to="/settings/questionnaires/$id" params={{ id }} {...props} />}
        >
          {t(publishedAt === null ? 'questionnaires.edit' : 'questionnaires.look')}
        </Button>
        {publishedAt === null ? (
          <Button variant="subtle" size="compact-sm" onClick={() => void drop()}>
            {t('questionnaires.discard')}
          </Button>
        ) : (
          <Button variant="subtle" size="compact-sm" loading={begin.isPending} onClick={draftFrom}>
            {t('questionnaires.newDraft')}
          </Button>
        )}
      </div>
    </li>
  )
}
