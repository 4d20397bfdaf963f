import { afterAll, beforeAll, expect, test, vi } from 'vitest'

interface ReturnPaths {
  returnKey: string
  take: () => string
  home: string
  own: readonly string[]
  foreign: readonly string[]
}

/** What holds for the app of the staff and for the portal alike. */
export function testReturnPaths({ returnKey, take, home, own, foreign }: ReturnPaths) {
  const kept = new Map<string, string>()
  beforeAll(() => {
    vi.stubGlobal('sessionStorage', { getItem: (key: string) => kept.get(key) ?? null, removeItem: (key: string) => kept.delete(key) })
  })
  afterAll(() => vi.unstubAllGlobals())

  const after = (path: string) => {
    kept.set(returnKey, path)
    return take()
  }

  test('after signing in one comes back to a page of our own, and nowhere else (D9)', () => {
    for (const path of own) expect(after(path)).toBe(path)
    for (const path of [...foreignEverywhere, ...foreign]) {
      const url = new URL(after(path), 'https://crm.clinic.example')
      expect([path, url.origin]).toEqual([path, 'https://crm.clinic.example'])
      expect([path, after(path)]).toEqual([path, home])
    }
    expect(take()).toBe(home)
  })
}

const foreignEverywhere = [
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
]
