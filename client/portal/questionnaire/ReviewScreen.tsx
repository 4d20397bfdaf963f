import { type ReactNode, useState } from 'react'
import type { Problem } from '#shared/questionnaire-answers'
import type { Answers, Section } from '#shared/questionnaires'
import { useLanguage } from '../../lib/language.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'
import { AnswersList } from './AnswersList.tsx'
import type { Keeper } from './keeper.ts'
import { useCompletion } from './queries.ts'

type ReviewProps = {
  sections: readonly Section[]
  answers: Answers
  problems: readonly { id: string; problem: Problem }[]
  keeper: Keeper
  trouble: ReactNode
  onGo: (section: string) => void
}

/** Everything once more, each section with the way back to it; complete when nothing is missing. */
export function ReviewScreen({ sections, answers, problems, keeper, trouble, onGo }: ReviewProps) {
  const spoken = useLanguage()
  const completion = useCompletion()
  const [saving, setSaving] = useState<'now' | 'failed'>()
  const first = sections.find(({ items }) => items.some(({ id }) => id === problems[0]?.id))
  const finish = async () => {
    setSaving('now')
    await keeper.flush()
    setSaving(keeper.isClean() ? undefined : 'failed')
    if (keeper.isClean()) completion.mutate(keeper.revision())
  }
  const change = (section: Section) => (
    <Button look="plain" aria-label={t('questionnaire.changeSection', { section: section.title[spoken] })} onClick={() => onGo(section.id)}>
      {t('questionnaire.change')}
    </Button>
  )
  return (
    <Page title={t('questionnaire.review')} lead={t('questionnaire.reviewLead')} back={{ to: '/portal' }}>
      {trouble}
      {completion.isError && <Notice kind="refused">{explainShortly(completion.error)}</Notice>}
      {first && <Notice kind="warning">{t('questionnaire.missing', { count: problems.length })}</Notice>}
      <AnswersList sections={sections} answers={answers} actionOf={change} />
      {first ? (
        <Button look="filled" wide onClick={() => onGo(first.id)}>
          {t('questionnaire.toMissing')}
        </Button>
      ) : (
        <>
          {saving === 'failed' && !keeper.isClean() && <Notice kind="refused">{t('questionnaire.failedDetail')}</Notice>}
          <Button look="filled" wide busy={completion.isPending || saving === 'now'} onClick={() => void finish()}>
            {t('questionnaire.complete')}
          </Button>
        </>
      )}
    </Page>
  )
}
