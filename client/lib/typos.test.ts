import { expect, test } from 'vitest'
import { matchingNames } from './typos.ts'

const offered = [
  'My day',
  'Leads',
  'Patients',
  'Calendar',
  'Dashboard',
  'Tasks',
  'Team',
  'Add a task',
  'Sign out',
  'Use the dark theme',
].map((name) => ({ name }))
const found = (typed: string) => matchingNames(offered, typed).map(({ name }) => name)

test.each([
  ['calender', ['Calendar']],
  ['dashbord', ['Dashboard']],
  ['daashboard', ['Dashboard']],
  ['add tsak', ['Add a task']],
  ['sing out', ['Sign out']],
  ['use drak', ['Use the dark theme']],
  ['pateints', ['Patients']],
  ['patiants', ['Patients']],
])('pages and actions are found although “%s” is mistyped', (typed, expected) => {
  expect(found(typed)).toEqual(expected)
})

test('what is spelled as it stands is found alone, and what is like nothing is not found', () => {
  expect(found('task')).toEqual(['Tasks', 'Add a task'])
  expect(found('zz')).toEqual([])
  expect(found('jasmine')).toEqual([])
})
