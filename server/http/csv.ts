/** CSV going out (RFC 4180), a line at a time. */
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

export type CsvOptions = {
  /** Puts an apostrophe before a cell that a spreadsheet would take for a formula; an import takes it away again. */
  formulas: 'escaped' | 'kept'
}

export function csvLine(cells: readonly (string | number | boolean | null)[], options: CsvOptions = { formulas: 'escaped' }): string {
  return `${cells.map((cell) => csvCell(cell, options)).join(',')}\r\n`
}

function csvCell(cell: string | number | boolean | null, { formulas }: CsvOptions): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = formulas === 'escaped' && /^[=+\-@\t\r\n\0=+-@]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The file leaves as it is made; nothing is kept in a browser's cache. */
export function sendCsv(reply: FastifyReply, { fileName, lines }: { fileName: string; lines: AsyncGenerator<string> }): FastifyReply {
  const plain = fileName.replace(/[^\w. -]+/g, '_')
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`)
    .type('text/csv; charset=utf-8')
    .send(Readable.from(lines))
}
