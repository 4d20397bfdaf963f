/** What a process and all it started have cost so far, in milliseconds of processor time (Linux). */
import { readdirSync, readFileSync } from 'node:fs'

const tickMs = 10

interface Stat {
  pid: number
  parent: number
  /** Of its own, and of its children that have ended. */
  ticks: number
}

export function cpuOf(root: number): number {
  const all = readdirSync('/proc').map(Number).filter(Boolean).flatMap(statOf)
  const ofTree = new Set([root])
  // Children have been started after their parents, but numbers begin anew some day: once more until none is new.
  for (let known = 0; known !== ofTree.size; ) {
    known = ofTree.size
    for (const { pid, parent } of all) if (ofTree.has(parent)) ofTree.add(pid)
  }
  return all.filter(({ pid }) => ofTree.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0) * tickMs
}

function statOf(pid: number): Stat[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    return [{ pid, parent, ticks: fields.slice(11, 15).reduce((sum, each) => sum + each, 0) }]
  } catch {
    return []
  }
}
