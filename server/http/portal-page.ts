/**
 * The portal's HTML page. It names beforehand what its code would ask for one after the other: the words of the
 * browser's language, and at sign-in, where everybody begins, that page too.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languages } from '../../shared/values.ts'

type Manifest = Record<string, { file: string; imports?: string[]; css?: string[] }>
interface Visit {
  path: string
  acceptLanguage: string | undefined
}

/** Answers the page for an address, with its nonce still to be written in. */
export function portalPages(folder: string): (visit: Visit) => string {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Manifest
  const made = new Map<string, string>()
  return ({ path, acceptLanguage }) => {
    const keys = [`messages/${languageOf(acceptLanguage)}.ts`, ...(path === '/portal/sign-in' ? ['sign-in/SignInPage.tsx'] : [])]
    const name = keys.join()
    const page = made.get(name) ?? html.replace('</head>', `${hintsOf(manifest, keys, html)}</head>`)
    made.set(name, page)
    return page
  }
}

function hintsOf(manifest: Manifest, keys: readonly string[], html: string): string {
  const found = new Set(keys.filter((key) => manifest[key]))
  for (const key of found) for (const imported of manifest[key]?.imports ?? []) found.add(imported)
  const parts = [...found].flatMap((key) => manifest[key] ?? [])
  const scripts = parts.map(({ file }) => `<link rel="modulepreload" crossorigin href="/portal/${file}">`)
  const styles = parts.flatMap(({ css = [] }) => css.map((file) => `<link rel="preload" as="style" crossorigin href="/portal/${file}">`))
  const isNew = (link: string) => !html.includes(/href="([^"]+)"/.exec(link)?.[1] ?? '')
  return [...scripts, ...styles].filter(isNew).join('')
}

/** The first wish that we can meet. */
function languageOf(accepted: string | undefined): Language {
  const wishes = (accepted ?? '').split(',').map((wish) => wish.trim().toLowerCase().split(/[-;]/)[0])
  return wishes.flatMap((wish) => languages.find((each) => each === wish) ?? [])[0] ?? 'en'
}
