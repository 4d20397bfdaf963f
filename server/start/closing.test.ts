import { expect, test } from 'vitest'
import { newClosing, Stopped } from './closing.ts'

test('what was started last ends first', async () => {
  const ended: string[] = []
  const closing = newClosing()
  for (const name of ['lock', 'database', 'app']) closing.add(() => void ended.push(name))
  await closing.closeAll()
  expect(ended).toEqual(['app', 'database', 'lock'])
})

test('one that fails to end does not keep the others from ending', async () => {
  const ended: string[] = []
  const closing = newClosing()
  closing.add(() => void ended.push('lock'))
  closing.add(() => Promise.reject(new Error('stuck')))
  await expect(closing.closeAll()).rejects.toThrow('Not everything stopped in order')
  expect(ended).toEqual(['lock'])
})

test('everything ends once however often it is asked', async () => {
  let ends = 0
  const closing = newClosing()
  closing.add(() => void ends++)
  await Promise.all([closing.closeAll(), closing.closeAll()])
  expect(ends).toBe(1)
})

test('a stop during the start lets it go no further, and ends the step that was under way', async () => {
  const ended: string[] = []
  const closing = newClosing()
  closing.halt()
  expect(() => closing.add(() => void ended.push('late'))).toThrow(Stopped)
  await closing.closeAll()
  expect(ended).toEqual(['late'])
})
