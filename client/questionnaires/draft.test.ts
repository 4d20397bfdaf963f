import { expect, test } from 'vitest'
import type { Definition, Item } from '#shared/questionnaires'
import { addItem, changeItem, differences, earlierItems, move, ofType, remove, spotOf } from './draft.ts'

const words = (text: string) => ({ en: text, es: text })
const item = (id: string): Item => ({ id, type: 'yes_no', label: words(id) })
const definition: Definition = {
  title: words('Title'),
  sections: [
    { id: 'one', title: words('One'), items: [item('a'), item('b')] },
    { id: 'two', title: words('Two'), items: [item('c')] },
  ],
}
const names = ({ sections }: Definition) => sections.map(({ items }) => items.map(({ id }) => id).join())

test('questions and sections move, come and go', () => {
  expect(names(move(definition, { section: 0, item: 0 }, 1).definition)).toEqual(['b,a', 'c'])
  expect(names(move(definition, { section: 1 }, -1).definition)).toEqual(['c', 'a,b'])
  expect(names(move(definition, { section: 0 }, -1).definition)).toEqual(['a,b', 'c'])
  expect(names(addItem(definition, { section: 1 }, words('New')).definition)).toEqual(['a,b', 'c,question_1'])
  expect(names(remove(definition, { section: 0, item: 1 }))).toEqual(['a', 'c'])
})

test('branching looks back only', () => {
  expect(earlierItems(definition, { section: 1, item: 0 }).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(earlierItems(definition, { section: 0, item: 0 })).toEqual([])
})

test('another type leaves behind what belonged to the old one', () => {
  expect(ofType({ ...item('n'), type: 'number', min: 1, unit: 'h', required: true }, 'single')).toMatchObject({
    type: 'single',
    required: true,
  })
  expect(ofType({ ...item('n'), type: 'number', min: 1 }, 'single')).not.toHaveProperty('min')
})

test('versions are compared by the names of questions, whatever the order of their fields', () => {
  const { label, type, id } = item('b')
  const after = changeItem(remove(definition, { section: 1, item: 0 }), { section: 0, item: 0 }, { required: true })
  const reordered = {
    ...after,
    sections: after.sections.map((s, at) => (at ? s : { ...s, items: [...s.items.slice(0, 1), { label, type, id }] })),
  }
  expect(differences(definition, reordered).map(({ kind, item }) => `${kind} ${item.id}`)).toEqual(['altered a', 'removed c'])
})

test('a refusal is found by its path', () => {
  expect(spotOf('definition.sections.3.items.7.options')).toEqual({ section: 3, item: 7 })
  expect(spotOf('definition.sections.3.title.en')).toEqual({ section: 3, item: undefined })
  expect(spotOf('definition.title')).toBeUndefined()
})
