/** What the editor does to a draft: pure, each step answers the definition as it then is. */
import { type Definition, type Item, type ItemType, itemsOf, type Section, type Words } from '#shared/questionnaires'

/** What is being worked on: a section, or one of its questions. */
export type Spot = { section: number; item?: number | undefined }
export type Change<T> = { [K in keyof T]?: T[K] | undefined }

export const sectionAt = ({ sections }: Definition, { section }: Spot): Section | undefined => sections[section]
export const itemAt = (definition: Definition, { section, item }: Spot): Item | undefined =>
  item === undefined ? undefined : definition.sections[section]?.items[item]

export const changeSection = (definition: Definition, spot: Spot, change: Change<Section>): Definition => ({
  ...definition,
  sections: definition.sections.map((section, at) => (at === spot.section ? without<Section>({ ...section, ...change }) : section)),
})
export const changeItem = (definition: Definition, spot: Spot, change: Change<Item>): Definition =>
  withItems(definition, spot, (items) => items.map((item, at) => (at === spot.item ? without<Item>({ ...item, ...change }) : item)))

const withItems = (definition: Definition, spot: Spot, work: (items: Item[]) => Item[]): Definition =>
  changeSection(definition, spot, { items: work(sectionAt(definition, spot)?.items ?? []) })

/** What is undefined is not there: the server refuses what it does not know. */
function without<T extends object>(value: { [K in keyof T]?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T
}

export function move(definition: Definition, { section, item }: Spot, by: 1 | -1): { definition: Definition; spot: Spot } {
  if (item === undefined) {
    return { definition: { ...definition, sections: swapped(definition.sections, section, by) }, spot: { section: section + by } }
  }
  return { definition: withItems(definition, { section }, (items) => swapped(items, item, by)), spot: { section, item: item + by } }
}

function swapped<T>(list: readonly T[], at: number, by: 1 | -1): T[] {
  const next = [...list]
  const [one, other] = [next[at], next[at + by]]
  if (one === undefined || other === undefined) return next
  next[at] = other
  next[at + by] = one
  return next
}

export function remove(definition: Definition, { section, item }: Spot): Definition {
  if (item === undefined) return { ...definition, sections: definition.sections.filter((_, at) => at !== section) }
  return withItems(definition, { section }, (items) => items.filter((_, at) => at !== item))
}

export function addSection(definition: Definition, title: Words, first: Words): { definition: Definition; spot: Spot } {
  const section: Section = { id: freeName(definition, 'section'), title, items: [newItem(definition, first)] }
  return { definition: { ...definition, sections: [...definition.sections, section] }, spot: { section: definition.sections.length } }
}

export function addItem(definition: Definition, { section }: Spot, label: Words): { definition: Definition; spot: Spot } {
  const at = definition.sections[section]?.items.length ?? 0
  return { definition: withItems(definition, { section }, (items) => [...items, newItem(definition, label)]), spot: { section, item: at } }
}

const newItem = (definition: Definition, label: Words): Item => ({ id: freeName(definition, 'question'), type: 'yes_no', label })

function freeName(definition: Definition, word: string): string {
  const taken = new Set([...definition.sections, ...itemsOf(definition)].map(({ id }) => id))
  let at = 1
  while (taken.has(`${word}_${at}`)) at += 1
  return `${word}_${at}`
}

/** Another type keeps what belongs to every question; the rest belongs to the old one. */
export function ofType({ id, label, help, required, mayDecline, showIf, options }: Item, type: ItemType): Item {
  const isChoice = type === 'single' || type === 'multiple'
  const first: Words[] = [
    { en: 'First', es: 'Primera' },
    { en: 'Second', es: 'Segunda' },
  ]
  const choices = options ?? first.map((words, at) => ({ code: `choice_${at + 1}`, label: words }))
  return without<Item>({ id, type, label, help, required, mayDecline, showIf, options: isChoice ? choices : undefined })
}

/** Questions that stand before a spot: branching looks back only. */
export function earlierItems(definition: Definition, { section, item }: Spot): Item[] {
  const before = definition.sections.slice(0, section).flatMap(({ items }) => items)
  return item === undefined ? before : [...before, ...(definition.sections[section]?.items.slice(0, item) ?? [])]
}

export type Difference = { kind: 'added' | 'removed' | 'altered'; item: Item }

/** What changed between two versions, question by question. */
export function differences(before: Definition, after: Definition): Difference[] {
  const old = new Map(itemsOf(before).map((item) => [item.id, item]))
  const now = itemsOf(after)
  const names = new Set(now.map(({ id }) => id))
  return [
    ...now.flatMap((item): Difference[] => {
      const was = old.get(item.id)
      if (!was) return [{ kind: 'added', item }]
      return sorted(was) === sorted(item) ? [] : [{ kind: 'altered', item }]
    }),
    ...[...old.values()].filter(({ id }) => !names.has(id)).map((item): Difference => ({ kind: 'removed', item })),
  ]
}

/** As text in which the order of fields means nothing. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)))
      : field,
  )

/** Where a refused field is: `definition.sections.0.items.2.options`. */
export function spotOf(path: string): Spot | undefined {
  const [, section, item] = /sections\.(\d+)(?:\.items\.(\d+))?/.exec(path) ?? []
  return section === undefined ? undefined : { section: Number(section), item: item === undefined ? undefined : Number(item) }
}
