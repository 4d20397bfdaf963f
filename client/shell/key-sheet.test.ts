import { expect, test } from 'vitest'
import { keyParts, sheetOf } from './key-sheet.ts'

const key = (name: string, does: string, group?: 'go' | 'everywhere') => ({ key: name, does, run: () => {}, ...(group ? { group } : {}) })

test('the sheet tells what a key does now: the newest page’s meaning, once', () => {
  const sheet = sheetOf([key('t', 'Today'), key('c', 'Call'), key('t', 'New task', 'everywhere'), key('g l', 'Leads', 'go')])
  expect(sheet.page.map(({ does }) => does)).toEqual(['Today', 'Call'])
  expect(sheet.everywhere).toEqual([])
  expect(sheet.go.map(({ does }) => does)).toEqual(['Leads'])
})

test('keys are written as they are printed', () => {
  expect([keyParts('mod+k'), keyParts('g l'), keyParts('ArrowLeft'), keyParts('?')]).toEqual([['Ctrl', 'K'], ['G', 'L'], ['←'], ['?']])
})
