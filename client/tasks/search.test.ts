import { expect, test } from 'vitest'
import { filterQuery, isFiltered, listQuery, readTasksSearch, unfiltered } from './search.ts'

const clock = { now: Date.parse('2030-03-07T02:00:00Z'), zone: 'America/New_York' }

test('what is wrong in an address falls away, what is right stays', () => {
  expect(
    readTasksSearch({ status: ['Completed', 'x'], due: 'soon', assignedToId: ['3', 'none', '-1'], sort: 'title', task: '7', q: 'kit' }),
  ).toEqual({
    status: ['Completed'],
    assignedToId: ['3', 'none'],
    task: 7,
    q: 'kit',
  })
})

test('without a status the open ones are asked for', () => {
  expect(listQuery({}, clock)).toMatchObject({ status: ['Pending', 'In Progress'], sort: 'dueDate' })
  expect(filterQuery({ status: ['Completed'], assignedToId: ['3', 'none'], leadId: 9 }, clock)).toMatchObject({
    status: ['Completed'],
    assignedToId: [3, 'none'],
    leadId: [9],
  })
})

test('what is due today ends with the clinic’s day', () => {
  expect(filterQuery({ due: 'today' }, clock)).toMatchObject({
    dueDateFrom: '2030-03-07T02:00:00.000Z',
    dueDateTo: '2030-03-07T04:59:59.999Z',
  })
})

test('clearing filters keeps the sort and the open task', () => {
  const search = { due: 'today', q: 'kit', sort: '-priority', task: 7 } as const
  expect([isFiltered(search), isFiltered(unfiltered(search)), unfiltered(search)]).toEqual([
    true,
    false,
    { sort: '-priority', task: 7, columns: undefined },
  ])
})
