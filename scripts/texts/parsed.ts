/** Source files as trees: a walk over every node, and the strings a value may become. */
import { parseSync } from 'oxc-parser'

export interface Source {
  file: string
  text: string
}
export interface Node {
  type: string
  start: number
  [name: string]: unknown
}

/** Calls `visit` with every node of the file, from the outside in; its answer `false` leaves out what is inside. */
export function walk({ file, text }: Source, visit: (node: Node) => undefined | false): void {
  const { program, errors } = parseSync(file, text)
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  step(program, visit)
}

function step(value: unknown, visit: (node: Node) => undefined | false): void {
  if (Array.isArray(value)) {
    for (const each of value) step(each, visit)
  } else if (isNode(value) && visit(value) !== false) {
    for (const each of Object.values(value)) step(each, visit)
  }
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** Strings an expression may become as it stands, without what a call answers; a template has `{{1}}` where values go. */
export function stringsOf(value: unknown): string[] {
  if (!isNode(value)) return []
  switch (value.type) {
    case 'Literal':
      return typeof value.value === 'string' ? [value.value] : []
    case 'TemplateLiteral':
      return [templateText(value)]
    case 'ConditionalExpression':
      return [...stringsOf(value.consequent), ...stringsOf(value.alternate)]
    case 'BinaryExpression':
      // A comparison becomes true or false, whatever it compares.
      return value.operator === '+' ? [...stringsOf(value.left), ...stringsOf(value.right)] : []
    case 'LogicalExpression':
      return [...stringsOf(value.left), ...stringsOf(value.right)]
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return stringsOf(value.expression)
    default:
      return []
  }
}

function templateText({ quasis }: Node): string {
  const parts = Array.isArray(quasis) ? quasis.map(cooked) : []
  return parts.reduce((text, part, at) => `${text}{{${at}}}${part}`)
}

function cooked(quasi: unknown): string {
  if (!isNode(quasi)) return ''
  const { value } = quasi
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : ''
}

export const nameOf = (value: unknown): string => {
  if (!isNode(value)) return ''
  if (value.type === 'Literal') return String(value.value)
  return typeof value.name === 'string' ? value.name : ''
}

export const lineOf = ({ text }: Source, { start }: Node): number => text.slice(0, start).split('\n').length
