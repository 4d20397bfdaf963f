/** Finds words in pages that do not come from the catalogue. */
import { isNode, lineOf, type Node, nameOf, type Source, stringsOf, walk } from './parsed.ts'

/** Attributes and properties whose text somebody reads or hears. */
const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'detail',
  'does',
  'error',
  'header',
  'hint',
  'label',
  'legend',
  'placeholder',
  'text',
  'title',
])

/** Said the same in every language: the product and what it runs on, names of keys. */
const names = new Set(['HealthCRM', 'Node.js', 'PostgreSQL', 'Ctrl', 'K'])

/** Each as `file:line words`. `keys` are the catalogue's: a property that holds one is no text. */
export function literalTexts(source: Source, keys: ReadonlySet<string>): string[] {
  const found: string[] = []
  const check = (node: Node, texts: readonly string[]) => {
    for (const text of texts) if (isText(text, keys)) found.push(`${source.file}:${lineOf(source, node)} ${text.trim()}`)
  }
  walk(source, (node) => {
    if (node.type === 'JSXText') check(node, [String(node.value)])
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') checkChildren(node, check)
    if (node.type === 'JSXAttribute' && spoken.has(nameOf(node.name))) check(node, stringsOf(node.value))
    if (node.type === 'Property' && spoken.has(nameOf(node.key))) check(node, stringsOf(node.value))
    // Types and the names of modules are read by nobody on screen.
    return node.type.startsWith('TSType') || node.type === 'ImportDeclaration' ? false : undefined
  })
  return found
}

function checkChildren({ children }: Node, check: (node: Node, texts: readonly string[]) => void) {
  for (const child of Array.isArray(children) ? children : []) {
    if (isNode(child) && child.type === 'JSXExpressionContainer') check(child, stringsOf(child))
  }
}

function isText(text: string, keys: ReadonlySet<string>): boolean {
  const words = text.replace(/\{\{\d+\}\}/g, '').trim()
  return /\p{L}/u.test(words) && !names.has(words) && !keys.has(words)
}
