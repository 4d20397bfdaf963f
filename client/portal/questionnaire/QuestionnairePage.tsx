import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { nextSection, problemsOf } from '#shared/questionnaire-answers'
import { type Answers, itemsOf, visibleSections } from '#shared/questionnaires'
import { useLanguage } from '../../lib/language.ts'
import { go, useSearch } from '../lib/router.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { ErrorState, Notice, Skeleton } from '../ui/States.tsx'
import { CompleteScreen } from './CompleteScreen.tsx'
import type { Keeper } from './keeper.ts'
import { keeperFor, watch } from './open-keeper.ts'
import { type Own, ownQuery, useStep } from './queries.ts'
import { ReviewScreen } from './ReviewScreen.tsx'
import { SaveState, SaveTrouble } from './SaveLine.tsx'
import { SectionScreen } from './SectionScreen.tsx'
import { today } from './words.ts'

const back = { to: '/portal' } as const

export function QuestionnairePage() {
  const { data, error, isFetchedAfterMount, refetch } = useQuery(ownQuery)
  if (error && !data) {
    return (
      <Page title={t('questionnaire.title')} back={back}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Page>
    )
  }
  if (!data || !isFetchedAfterMount) {
    return (
      <Page title={t('questionnaire.title')} back={back}>
        <Skeleton tall />
      </Page>
    )
  }
  if (data.state === 'complete') return <CompleteScreen own={data} />
  // A new draft begins with a keeper of its own; a save does not change what was fetched.
  return <Answering key={`${data.versionId} ${data.revision} ${data.state}`} own={data} onReload={() => void refetch()} />
}

/** Introduction, one section after the other, and the review: which one stands in the address. */
function Answering({ own, onReload }: { own: Own; onReload: () => void }) {
  const { definition } = own
  const spoken = useLanguage()
  const keeper = useKeeper(own)
  const view = useSyncExternalStore(keeper.listen, keeper.view)
  const search = useSearch()
  const answers = view.answers as Answers
  const sections = useMemo(() => visibleSections(definition, answers), [definition, answers])
  const wanted = search.get('section')
  const section = sections.find(({ id }) => id === wanted)
  const trouble = <SaveTrouble view={view} keeper={keeper} labelOf={labelsOf(own, spoken)} onReload={onReload} />
  if (section) {
    return (
      <Page key={section.id} title={section.title[spoken]} lead={section.intro?.[spoken]} back={back}>
        {trouble}
        <SectionScreen
          {...{ definition, sections, section, answers }}
          state={<SaveState view={view} />}
          onAnswer={(item, answer) => keeper.set(item, answer)}
          fromReview={search.get('from') === review}
          onGo={(id) => toSection(keeper, id)}
        />
      </Page>
    )
  }
  if (wanted === review) {
    const problems = problemsOf(definition, answers, today())
    return <ReviewScreen {...{ sections, answers, problems, keeper, trouble }} onGo={(id) => toSection(keeper, id, review)} />
  }
  const resume = nextSection(definition, answers, today()) ?? review
  const hasBegun = Object.keys(answers).length > 0
  return (
    <Page title={definition.title[spoken]} lead={definition.intro?.[spoken]} back={back}>
      {own.earlierSignedAt !== null || own.completedAt !== null ? <Editing /> : null}
      <Button look="filled" wide onClick={() => toSection(keeper, resume)}>
        {t(hasBegun ? 'questionnaire.goOn' : 'questionnaire.begin')}
      </Button>
    </Page>
  )
}

const review = 'review'

function Editing() {
  const giveUp = useStep('DELETE /portal/questionnaire/edition')
  return (
    <>
      <Notice>{t('questionnaire.editing')}</Notice>
      <Button look="plain" busy={giveUp.isPending} onClick={() => giveUp.mutate()}>
        {t('questionnaire.giveUp')}
      </Button>
    </>
  )
}

/** Who comes from the review goes back there. */
function toSection(keeper: Keeper, id: string | undefined, from?: string) {
  void keeper.flush()
  go({ to: '/portal/questionnaire', search: { section: id ?? review, from } })
  window.scrollTo({ top: 0 })
}

const labelsOf =
  ({ definition }: Own, spoken: ReturnType<typeof useLanguage>) =>
  (id: string) =>
    itemsOf(definition).find((item) => item.id === id)?.label[spoken] ?? id

/** Sends what is open when the page is left; what cannot be sent is kept for coming back. */
function useKeeper(own: Own) {
  // Another standing comes with another revision, and that is drawn as a page of its own.
  const [keeper] = useState(() => keeperFor(own))
  useEffect(() => {
    watch(keeper)
    return () => void keeper.flush()
  }, [keeper])
  return keeper
}
