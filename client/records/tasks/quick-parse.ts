/** What a line of words means: "Call Ana fri 3pm !high @Sam". Dates are read on the clinic's clock, in English and Spanish. */
import * as english from 'chrono-node/en'
import * as spanish from 'chrono-node/es'
import { instantOf, offsetAt } from '#shared/clock'
import type { Language, TaskPriority } from '#shared/values'

export type Understood = {
  title: string
  /** Nothing when no date was named. */
  dueDate?: string
  priority?: TaskPriority
  assignedToId?: number
}
export type Reading = { now: number; zone: string; language: Language; people: readonly { id: number; name: string }[] }

/** A day without an hour means its working hours: due when they end. */
const endOfWork = 17

export function readLine(line: string, reading: Reading): Understood {
  const named = takePerson(line, reading.people)
  const ranked = takePriority(named.rest)
  const dated = takeDate(ranked.rest, reading)
  return {
    title: tidy(dated.rest),
    ...(dated.dueDate ? { dueDate: dated.dueDate } : {}),
    ...(ranked.priority ? { priority: ranked.priority } : {}),
    ...(named.id === undefined ? {} : { assignedToId: named.id }),
  }
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** `@Maya Chen`, or `@maya` when one alone begins so. What fits nobody stays in the words. */
function takePerson(line: string, people: Reading['people']): { rest: string; id?: number } {
  const at = line.search(/(?<![\p{L}\p{N}_.+-])@\p{L}/u)
  if (at < 0) return { rest: line }
  const typed = line.slice(at + 1)
  const whole = people.filter(({ name }) => plain(typed).startsWith(plain(name))).sort((a, b) => b.name.length - a.name.length)[0]
  if (whole) return { rest: line.slice(0, at) + typed.slice(whole.name.length), id: whole.id }
  const word = /^[\p{L}'’-]+/u.exec(typed)?.[0] ?? ''
  const beginning = people.filter(({ name }) => plain(name).startsWith(plain(word)))
  const [one] = beginning
  return one && beginning.length === 1 ? { rest: line.slice(0, at) + typed.slice(word.length), id: one.id } : { rest: line }
}

const priorityWords: readonly (readonly [RegExp, TaskPriority])[] = [
  [/(?<!\S)!{3,}(?!\S)|(?<!\S)!(?:urgent|urgente)(?!\p{L})/iu, 'Urgent'],
  [/(?<!\S)!{1,2}(?!\S)|(?<!\S)!(?:high|alta)(?!\p{L})/iu, 'High'],
  [/(?<!\S)!(?:medium|media)(?!\p{L})/iu, 'Medium'],
  [/(?<!\S)!(?:low|baja)(?!\p{L})/iu, 'Low'],
  [/(?<!\p{L})(?:urgent|urgente)(?!\p{L})/iu, 'Urgent'],
  [/(?<!\p{L})(?:high priority|prioridad alta)(?!\p{L})/iu, 'High'],
  [/(?<!\p{L})(?:low priority|prioridad baja)(?!\p{L})/iu, 'Low'],
]

function takePriority(line: string): { rest: string; priority?: TaskPriority } {
  for (const [pattern, priority] of priorityWords) {
    if (pattern.test(line)) return { rest: line.replace(pattern, ' '), priority }
  }
  return { rest: line }
}

function takeDate(line: string, { now, zone, language }: Reading): { rest: string; dueDate?: string } {
  const reference = { instant: new Date(now), timezone: offsetAt(zone, now) / 60_000 }
  const readers = language === 'es' ? [spanish.casual, english.casual] : [english.casual, spanish.casual]
  const found = readers
    .map((reader) => reader.parse(line, reference, { forwardDate: true }).at(-1))
    .filter((each) => each !== undefined)
    // "mañana a las 9" is read whole in its own language and in part in the other.
    .sort((a, b) => b.text.length - a.text.length)[0]
  if (!found) return { rest: line }
  const part = (name: 'year' | 'month' | 'day' | 'hour' | 'minute') => found.start.get(name) ?? 0
  const said = found.start.isCertain('hour') || found.start.isCertain('meridiem')
  const after = line.slice(found.index + found.text.length)
  const bare = said ? undefined : bareHour(after)
  const time = said ? [part('hour'), part('minute')] : (bare?.time ?? [endOfWork, 0])
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), time[0], time[1])
  const rest = `${line.slice(0, found.index)} ${bare ? bare.rest : after}`
  return { rest, dueDate: new Date(instantOf(zone, wall)).toISOString() }
}

/** The "9" of "tomorrow 9": a working hour, so 3 is in the afternoon. */
function bareHour(text: string): { time: [number, number]; rest: string } | undefined {
  const [whole, hours, minutes] = /^\s+(\d{1,2})(?::([0-5]\d))?(?!\S)/.exec(text) ?? []
  if (whole === undefined || Number(hours) > 23) return undefined
  const hour = Number(hours)
  return { time: [hour > 0 && hour < 7 ? hour + 12 : hour, Number(minutes ?? 0)], rest: text.slice(whole.length) }
}

/** Without what led to the words that were taken out: "Call Ana on", "Llamar el". */
const tidy = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:–-]+$/u, '')
    .replace(/\s(?:on|by|at|due|until|el|la|los|las|para|antes de|a)$/iu, '')
    .trim()
