/** Finds the sentences with which the server refuses, so that each has its words in the other languages. */
import { isNode, type Node, nameOf, type Source, stringsOf, walk } from './parsed.ts'

/** Which argument of these calls a person may come to read. */
const refusals = new Map([
  ['forbidden', 0],
  ['conflict', 1],
  ['HttpError', 2],
])

/** Templates as `{{1}} has this lead already.`; a call that words its sentence elsewhere is followed no further. */
export function serverSentences(code: readonly Source[]): Set<string> {
  const found = new Set<string>()
  for (const source of code) {
    walk(source, (node) => {
      for (const text of sentencesAt(node)) if (/\p{L}/u.test(text.replace(/\{\{\d+\}\}/g, ''))) found.add(text)
      return undefined
    })
  }
  return found
}

function sentencesAt(node: Node): string[] {
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const at = refusals.get(nameOf(node.callee))
    return at === undefined || !Array.isArray(node.arguments) ? [] : stringsOf(node.arguments[at])
  }
  // What is wrong with a field: `{ path: 'email', message: 'is not valid' }`.
  if (node.type !== 'ObjectExpression' || !Array.isArray(node.properties)) return []
  const properties = node.properties.filter(isNode)
  const message = properties.find(({ key }) => nameOf(key) === 'message')
  const hasPath = properties.some(({ key }) => nameOf(key) === 'path')
  return message && hasPath ? stringsOf(message.value) : []
}
