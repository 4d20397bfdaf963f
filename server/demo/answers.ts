/** What leads answered to the health questions: who came further has signed; of those who began, the last weeks' are in the middle. */

import { demoPatients } from '../../shared/demo.ts'
import { type Answer, type Answers, type Item, isAnswered, visibleSections } from '../../shared/questionnaires.ts'
import { healthHistory } from '../questionnaires/hhq/hhq.ts'
import type { Rows } from './making.ts'

export interface DemoResponse {
  leadId: number
  answers: Record<string, Answer>
  isComplete: boolean
  startedAt: Date
  savedAt: Date
}

const weeks = 6
const dayMs = 24 * 60 * 60 * 1000

export function demoResponses({ leads }: Rows, now: Date): DemoResponse[] {
  const answering = leads.filter(
    ({ createdAt, status }) => createdAt && (status !== 'HHQ Started' || now.getTime() - createdAt.getTime() < weeks * 7 * dayMs),
  )
  return answering.flatMap((lead, at) => {
    const isComplete = lead.status !== 'HHQ Started'
    const isVisitors = lead.email === demoPatients.arriving.email
    // Every third who only began has not opened it yet.
    if (!lead.createdAt || (!isComplete && at % 3 === 0 && !isVisitors)) return []
    const startedAt = new Date(lead.createdAt.getTime() + 20 * 60_000)
    const savedAt = new Date(Math.min(startedAt.getTime() + (8 + (at % 9)) * 60_000, now.getTime()))
    const answers = answersOf(at, lead.firstName)
    const count = isVisitors ? nearTheEnd(answers) : 8 + ((at * 5) % 30)
    return [{ leadId: lead.id, answers: isComplete ? answers : begun(answers, count), isComplete, startedAt, savedAt }]
  })
}

const begun = (answers: Record<string, Answer>, count: number) => Object.fromEntries(Object.entries(answers).slice(0, count))

/** As many as leave three that are needed. */
function nearTheEnd(answers: Record<string, Answer>): number {
  const needed = new Set(
    visibleSections(healthHistory, answers).flatMap(({ items }) => items.flatMap(({ id, required }) => (required ? [id] : []))),
  )
  const places = Object.keys(answers).flatMap((id, place) => (needed.has(id) ? [place] : []))
  return places.at(-3) ?? 0
}

function answersOf(seed: number, firstName: string): Record<string, Answer> {
  let answers: Answers = { birth_sex: /[ae]$/i.test(firstName) ? 'female' : 'male' }
  for (;;) {
    const open = visibleSections(healthHistory, answers).flatMap(({ items }) => items.filter(({ id }) => !isAnswered(answers[id])))
    if (!open.length) return inOrder(answers)
    answers = { ...answers, ...Object.fromEntries(open.map((item, at) => [item.id, answerTo(item, seed * 7 + at * 3)])) }
  }
}

const inOrder = (answers: Answers): Record<string, Answer> =>
  Object.fromEntries(
    visibleSections(healthHistory, answers).flatMap(({ items }) =>
      items.flatMap(({ id }) => (answers[id] === undefined ? [] : [[id, answers[id]]])),
    ),
  )

const figures: Readonly<Record<string, readonly [least: number, span: number]>> = {
  height: [61, 14],
  weight: [128, 110],
  sleep_hours: [5, 4],
  exercise_days: [1, 5],
  sugary_drinks: [0, 9],
  caffeine: [0, 4],
  alcohol: [0, 7],
}
const phrases: Readonly<Record<string, readonly string[]>> = {
  occupation: ['Teacher', 'Electrician', 'Nurse', 'Accountant', 'Sales manager', 'Retired'],
  main_goal: ['To wake up rested and get through the afternoon.', 'To lose twenty pounds and keep them off.', 'To feel strong again.'],
  tried_before: ['Keto for three months; it came back.', 'A gym membership, on and off.', 'Nothing yet.'],
  surgery_list: ['Appendix, 1998', 'Knee, 2015', 'Wisdom teeth, 2006'],
  pharmacy: ['The one on Main Street', 'By mail'],
}

function answerTo({ id, type, options = [], none }: Item, seed: number): Answer {
  const codes = options.map(({ code }) => code)
  switch (type) {
    case 'yes_no':
      return seed % 5 === 0 ? 'yes' : 'no'
    case 'single':
      return codes[seed % 3 === 0 ? seed % codes.length : 0] ?? ''
    case 'multiple':
      return none && seed % 2 === 0 ? [none] : codes.filter((code, at) => code !== none && at === seed % Math.max(codes.length - 1, 1))
    case 'scale':
      return 3 + (seed % 6)
    case 'number': {
      const [least, span] = figures[id] ?? [1, 3]
      return least + (seed % span)
    }
    case 'date':
      return `${1956 + (seed % 42)}-0${1 + (seed % 9)}-1${seed % 9}`
    case 'medications':
      return [{ name: 'Levothyroxine', dose: '50 mcg', often: 'every morning' }]
    case 'allergies':
      return [{ substance: 'Penicillin', reaction: 'Rash' }]
    default: {
      const known = phrases[id] ?? ['Nothing to add']
      return known[seed % known.length] ?? 'Nothing to add'
    }
  }
}
