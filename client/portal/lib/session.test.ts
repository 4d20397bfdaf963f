import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { takeReturnPath } from './session.ts'

const kept = new Map<string, string>()
beforeAll(() => {
  vi.stubGlobal('sessionStorage', { getItem: (key: string) => kept.get(key) ?? null, removeItem: (key: string) => kept.delete(key) })
})
afterAll(() => vi.unstubAllGlobals())

const after = (path: string) => {
  kept.set('healthcrm.portal.return-to', path)
  return takeReturnPath()
}

test('after signing in one comes back to a page of our own, and nowhere else (D9)', () => {
  for (const path of ['/portal/visits/4', '/portal/book?from=x']) expect(after(path)).toBe(path)
  const foreign = [
    '//evil',
    '\\evil',
    '/\\evil',
    '/\t/evil',
    '\t//evil',
    'javascript:alert(1)',
    'https://evil.example',
    '',
    'evil',
    '/\n/evil',
    '/leads/1',
    '/portalx',
    '/portal/../leads',
    '/portal\\\\evil.example',
  ]
  for (const path of foreign) {
    const url = new URL(after(path), 'https://crm.clinic.example')
    expect([path, url.origin]).toEqual([path, 'https://crm.clinic.example'])
    expect([path, after(path)]).toEqual([path, '/portal'])
  }
  expect(takeReturnPath()).toBe('/portal')
})
