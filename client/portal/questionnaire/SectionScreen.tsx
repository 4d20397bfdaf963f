import { type ReactNode, useRef, useState } from 'react'
import { problemOf } from '#shared/questionnaire-answers'
import { type Answer, type Answers, type Definition, progressOf, type Section } from '#shared/questionnaires'
import { t } from '../messages.ts'
import { Button, ButtonRow } from '../ui/Button.tsx'
import { Progress } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'
import { ItemField } from './ItemField.tsx'
import classes from './questionnaire.module.css'
import { useSpoken } from './spoken.ts'
import { today } from './words.ts'

type SectionProps = {
  definition: Definition
  sections: readonly Section[]
  section: Section
  answers: Answers
  /** Whether the answers are kept. */
  state?: ReactNode
  /** They came to mend something: what is open is marked, and the way on leads back. */
  fromReview?: boolean
  onAnswer: (item: string, answer: Answer | undefined) => void
  /** To the section with that name; none: to the review. */
  onGo: (section: string | undefined) => void
}

/** One section: its questions, and what is still open when one wants to go on, said once and kindly. */
export function SectionScreen({ definition, sections, section, answers, state, fromReview = false, onAnswer, onGo }: SectionProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set(fromReview ? section.items.map(({ id }) => id) : []))
  const [asked, setAsked] = useState(false)
  const spoken = useSpoken()
  const place = useRef<HTMLDivElement>(null)
  const foot = useRef<HTMLDivElement>(null)
  const at = sections.findIndex(({ id }) => id === section.id)
  const next = fromReview ? undefined : sections[at + 1]
  const before = fromReview ? undefined : sections[at - 1]
  const open = section.items.filter((item) => problemOf(item, answers[item.id], today()))
  const goOn = () => {
    if (open.length === 0) return onGo(next?.id)
    setLeft(new Set(section.items.map(({ id }) => id)))
    setAsked(true)
    // What is said stands above the bar, and the keyboard is where one goes on.
    requestAnimationFrame(() => {
      foot.current?.scrollIntoView({ block: 'center' })
      foot.current?.querySelector<HTMLElement>('button[data-look="filled"]')?.focus({ preventScroll: true })
    })
  }
  const toFirst = () => place.current?.querySelector<HTMLElement>(`[data-item="${open[0]?.id}"] :is(input, textarea, select)`)?.focus()
  const { answered, asked: all } = progressOf(definition, answers)
  const nextWords = next ? t('questionnaire.next') : t('questionnaire.toReview')
  return (
    <>
      <div className={classes.top}>
        <Progress label={t('questionnaire.progress')} value={answered} max={all} />
        <div className={classes.standing}>
          <span>{t('questionnaire.step', { at: at + 1, of: sections.length })}</span>
          {state}
        </div>
      </div>
      <div ref={place} className={classes.items} lang={spoken}>
        {section.items.map((item) => (
          <div key={item.id} data-item={item.id}>
            <ItemField
              item={item}
              answer={answers[item.id]}
              problem={left.has(item.id) ? problemOf(item, answers[item.id], today()) : undefined}
              onAnswer={(answer) => onAnswer(item.id, answer)}
              onLeave={() => answers[item.id] !== undefined && setLeft((known) => new Set([...known, item.id]))}
            />
          </div>
        ))}
      </div>
      <div ref={foot} className={classes.foot}>
        {asked && open.length > 0 ? (
          <>
            <Notice title={t('questionnaire.open', { count: open.length })}>{t('questionnaire.openDetail')}</Notice>
            <ButtonRow>
              <Button onClick={() => onGo(next?.id)}>{t('questionnaire.answerLater')}</Button>
              <Button look="filled" onClick={toFirst}>
                {t('questionnaire.answerNow')}
              </Button>
            </ButtonRow>
          </>
        ) : (
          <Button look="filled" wide onClick={goOn}>
            {nextWords}
          </Button>
        )}
        {before && (
          <Button look="plain" onClick={() => onGo(before.id)}>
            {t('questionnaire.previous')}
          </Button>
        )}
      </div>
    </>
  )
}
