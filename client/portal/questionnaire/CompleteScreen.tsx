import { visibleSections } from '#shared/questionnaires'
import { shortDate } from '../../lib/dates.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { go } from '../lib/router.ts'
import { t } from '../messages.ts'
import { Button, LinkButton, OutLink } from '../ui/Button.tsx'
import { Note, Page } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'
import { AnswersList } from './AnswersList.tsx'
import { type Own, useStep } from './queries.ts'

/** What was said, to read and to keep; changing it begins a new version. */
export function CompleteScreen({ own }: { own: Own }) {
  const edit = useStep('POST /portal/questionnaire/edition')
  const { definition, answers, completedAt, signedAt } = own
  const on = (at: string) => shortDate(at, Date.now())
  const lead = signedAt ? t('questionnaire.signedOn', { date: on(signedAt) }) : t('questionnaire.notSigned')
  const begin = () => edit.mutate(undefined, { onSuccess: () => go({ to: '/portal/questionnaire' }, { replace: true }) })
  return (
    <Page title={t('questionnaire.completed')} lead={lead} back={{ to: '/portal' }}>
      {edit.isError && <Notice kind="refused">{explainShortly(edit.error)}</Notice>}
      {completedAt && <Note>{t('questionnaire.completedOn', { date: on(completedAt) })}</Note>}
      {!signedAt && (
        <LinkButton to="/portal/sign" look="filled" wide>
          {t('questionnaire.sign')}
        </LinkButton>
      )}
      <AnswersList sections={visibleSections(definition, answers)} answers={answers} />
      <Note>{t('questionnaire.editDetail')}</Note>
      <Button busy={edit.isPending} onClick={begin}>
        {t('questionnaire.edit')}
      </Button>
      <OutLink href="/api/v1/portal/questionnaire/fhir" look="plain" download>
        {t('questionnaire.download')}
      </OutLink>
    </Page>
  )
}
