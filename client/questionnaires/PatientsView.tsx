import '../portal/ui/elements.css'
import { useEffect, useRef, useState } from 'react'
import { type Answer, type Answers, type Definition, visibleSections } from '#shared/questionnaires'
import type { Language } from '#shared/values'
import { loadMessages, t } from '../portal/messages.ts'
import { AnswersList } from '../portal/questionnaire/AnswersList.tsx'
import { SectionScreen } from '../portal/questionnaire/SectionScreen.tsx'
import { SpokenContext } from '../portal/questionnaire/spoken.ts'
import { Button } from '../portal/ui/Button.tsx'
import { Column } from '../portal/ui/Page.tsx'
import classes from './Preview.module.css'

type ViewProps = { definition: Definition; section: string | undefined; spoken: Language }
type Place = { section: string | undefined; edited: string | undefined }

/** The portal's own screens in a column as wide as a phone: they ask, branch, check and speak as they do for patients. */
export function PatientsView({ definition, section: edited, spoken }: ViewProps) {
  const [answers, setAnswers] = useState<Answers>({})
  const [place, setPlace] = useState<Place>({ section: edited, edited })
  const frame = useRef<HTMLDivElement>(null)
  const loaded = usePortalWords(spoken)
  // Who turns to another section is shown that one.
  if (place.edited !== edited) setPlace({ section: edited, edited })
  const visible = new Map(visibleSections(definition, answers).map((each) => [each.id, each]))
  // The one that is worked on is shown even where nothing was chosen yet that opens it.
  const sections = definition.sections.flatMap((each) => visible.get(each.id) ?? (each.id === place.section ? [each] : []))
  const section = sections.find(({ id }) => id === place.section)
  const store = (id: string, answer: Answer | undefined) =>
    setAnswers(({ [id]: _before, ...others }) => (answer === undefined ? others : { ...others, [id]: answer }))
  const go = (id: string | undefined) => {
    setPlace({ section: id, edited })
    frame.current?.scrollIntoView({ block: 'nearest' })
  }
  if (loaded === undefined) return null
  return (
    <SpokenContext value={loaded}>
      <div ref={frame} key={loaded} className={`portal ${classes.phone}`} lang={loaded}>
        {section ? (
          <Column key={section.id} title={section.title[loaded]} lead={section.intro?.[loaded]}>
            <SectionScreen {...{ definition, sections, section, answers }} onAnswer={store} onGo={go} />
          </Column>
        ) : (
          <Column title={t('questionnaire.review')} lead={t('questionnaire.reviewLead')}>
            <AnswersList
              sections={sections}
              answers={answers}
              actionOf={({ id, title }) => (
                <Button look="plain" aria-label={t('questionnaire.changeSection', { section: title[loaded] })} onClick={() => go(id)}>
                  {t('questionnaire.change')}
                </Button>
              )}
            />
          </Column>
        )}
      </div>
    </SpokenContext>
  )
}

/** The language whose words are there; until others have come, the ones before stay. */
function usePortalWords(spoken: Language): Language | undefined {
  const [loaded, setLoaded] = useState<Language>()
  useEffect(() => {
    let isWanted = true
    // Without its words there is nothing to preview: an old build that is no more is loaded anew by the page around it.
    void loadMessages(spoken).then(() => isWanted && setLoaded(spoken))
    return () => {
      isWanted = false
    }
  }, [spoken])
  return loaded
}
