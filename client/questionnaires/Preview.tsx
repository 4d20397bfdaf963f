import { Checkbox, NumberInput, Radio, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { problemOf } from '#shared/questionnaire-answers'
import { unitWords } from '#shared/questionnaire-words'
import {
  type Answer,
  type Answers,
  type Definition,
  type Item,
  isAnswered,
  scale,
  visibleSections,
  type Words,
} from '#shared/questionnaires'
import { languageNames } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { newName } from './new-names.ts'
import classes from './Preview.module.css'

type Spoken = keyof Words

/** The questions as they are asked: what is chosen here branches and is checked by the same rules as the portal's. */
export function Preview({ definition, first }: { definition: Definition; first: Spoken }) {
  const [spoken, setSpoken] = useState<Spoken>(first)
  const [answers, setAnswers] = useState<Answers>({})
  const store = (id: string, answer: Answer | undefined) => {
    const { [id]: _before, ...others } = answers
    setAnswers(answer === undefined ? others : { ...others, [id]: answer })
  }
  return (
    <section className={classes.preview} aria-label={t('questionnaires.preview')}>
      <div className={classes.previewHead}>
        <h2 className={classes.name}>{t('questionnaires.preview')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('questionnaires.previewLanguage')}
          value={spoken}
          data={[
            { value: 'en', label: languageNames.en },
            { value: 'es', label: languageNames.es },
          ]}
          onChange={(value) => setSpoken(value === 'es' ? 'es' : 'en')}
        />
      </div>
      <p className={classes.quiet}>{t('questionnaires.previewDetail')}</p>
      <div lang={spoken}>
        {visibleSections(definition, answers).map((section) => (
          <section key={section.id} className={classes.previewSection} aria-label={section.title[spoken]}>
            <h3 className={classes.name}>{section.title[spoken]}</h3>
            {section.intro && <p className={classes.quiet}>{section.intro[spoken]}</p>}
            {section.items.map((item) => (
              <PreviewItem
                key={item.id}
                item={item}
                spoken={spoken}
                answer={answers[item.id]}
                onAnswer={(answer) => store(item.id, answer)}
              />
            ))}
          </section>
        ))}
      </div>
    </section>
  )
}

type ItemProps = { item: Item; spoken: Spoken; answer: Answer | undefined; onAnswer: (answer: Answer | undefined) => void }

function PreviewItem({ item, spoken, answer, onAnswer }: ItemProps) {
  const problem = answer !== undefined && isAnswered(answer) ? problemOf(item, answer, '2199-12-31') : undefined
  const unit = item.help ? '' : unitWords(item.unit, spoken)
  const shared = {
    label: item.label[spoken],
    description: [item.help?.[spoken], unit].filter(Boolean).join(' · ') || undefined,
    withAsterisk: item.required ?? false,
    error: problem !== undefined,
  }
  const text = typeof answer === 'string' ? answer : ''
  const write = (value: string) => onAnswer(value || undefined)
  switch (item.type) {
    case 'yes_no':
    case 'single':
      return (
        <Radio.Group {...shared} value={text} onChange={write}>
          <div className={classes.choices}>
            {choicesOf(item, spoken).map(({ value, label }) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </div>
        </Radio.Group>
      )
    case 'multiple': {
      const chosen = Array.isArray(answer) ? answer.filter((each) => typeof each === 'string') : []
      return (
        <Checkbox.Group {...shared} value={chosen} onChange={(next) => onAnswer(next.length ? next : undefined)}>
          <div className={classes.choices}>
            {choicesOf(item, spoken).map(({ value, label }) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </div>
        </Checkbox.Group>
      )
    }
    case 'scale':
      return (
        <NumberInput
          {...shared}
          min={scale.lowest}
          max={scale.highest}
          placeholder={[item.lowest?.[spoken], item.highest?.[spoken]].filter(Boolean).join(' – ')}
          value={typeof answer === 'number' ? answer : ''}
          onChange={(value) => onAnswer(typeof value === 'number' ? value : undefined)}
        />
      )
    case 'number':
      return (
        <NumberInput
          {...shared}
          clampBehavior="none"
          value={typeof answer === 'number' ? answer : ''}
          onChange={(value) => onAnswer(typeof value === 'number' ? value : undefined)}
        />
      )
    case 'date':
      return <TextInput {...shared} type="date" value={text} onChange={(event) => write(event.currentTarget.value)} />
    case 'long_text':
    case 'medications':
    case 'allergies':
      return <Textarea {...shared} autosize minRows={2} value={text} onChange={(event) => write(event.currentTarget.value)} />
    default:
      return <TextInput {...shared} value={text} onChange={(event) => write(event.currentTarget.value)} />
  }
}

function choicesOf({ type, options = [] }: Item, spoken: Spoken) {
  if (type === 'yes_no') return (['yes', 'no'] as const).map((value) => ({ value, label: newName(value)[spoken] }))
  return options.map(({ code, label }) => ({ value: code, label: label[spoken] || code }))
}
