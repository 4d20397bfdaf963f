/** Answers for tests: something that fits to whatever is asked. */
import { type Answer, type Answers, type Definition, type Item, visibleSections } from '../../shared/questionnaires.ts'

function anyAnswer({ type, options = [], none, min = 1 }: Item): Answer {
  switch (type) {
    case 'yes_no':
      return 'yes'
    case 'single':
      return options.at(0)?.code ?? ''
    case 'multiple':
      return options.filter(({ code }) => code !== none).map(({ code }) => code)
    case 'scale':
      return 6
    case 'number':
      return min
    case 'date':
      return '1980-02-29'
    case 'medications':
      return [{ name: 'Metformin', dose: '500 mg', often: 'twice a day' }]
    case 'allergies':
      return [{ substance: 'Penicillin', reaction: 'rash' }]
    default:
      return 'Some words'
  }
}

/** Every question on the way that these answers lead has one. */
export function enough(definition: Definition): Record<string, Answer> {
  let answers: Answers = {}
  for (;;) {
    const open = visibleSections(definition, answers).flatMap(({ items }) => items.filter(({ id }) => answers[id] === undefined))
    if (!open.length) return { ...answers }
    answers = { ...answers, ...Object.fromEntries(open.map((item) => [item.id, anyAnswer(item)])) }
  }
}
