import type { ReactNode } from 'react'
import { problemOf } from '#shared/questionnaire-answers'
import { type Answers, type Item, isAnswered, type Section as QuestionSection } from '#shared/questionnaires'
import { t } from '../messages.ts'
import { Section } from '../ui/Page.tsx'
import classes from './questionnaire.module.css'
import { useSpoken } from './spoken.ts'
import { linesOf, today } from './words.ts'

type ListProps = { sections: readonly QuestionSection[]; answers: Answers; actionOf?: (section: QuestionSection) => ReactNode }

/** Question and answer, section by section. */
export function AnswersList({ sections, answers, actionOf }: ListProps) {
  const spoken = useSpoken()
  return sections.map((section) => (
    <Section key={section.id} title={section.title[spoken]} action={actionOf?.(section)}>
      <dl className={classes.answers}>
        {section.items.map((item) => (
          <div key={item.id} className={classes.answer}>
            <dt>{item.label[spoken]}</dt>
            <AnswerWords item={item} answers={answers} />
          </div>
        ))}
      </dl>
    </Section>
  ))
}

function AnswerWords({ item, answers }: { item: Item; answers: Answers }) {
  const spoken = useSpoken()
  const answer = answers[item.id]
  if (answer !== undefined && isAnswered(answer)) {
    const isWrong = problemOf(item, answer, today()) !== undefined
    return linesOf(item, answer, spoken).map((line, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines of one answer may be alike.
      <dd key={at} data-open={isWrong ? 'needed' : undefined}>
        {line}
      </dd>
    ))
  }
  return <dd data-open={item.required ? 'needed' : 'left'}>{t(item.required ? 'questionnaire.unanswered' : 'questionnaire.skipped')}</dd>
}
