/** Without NULs, which PostgreSQL can't store, and without the apostrophe that exports put before a formula. */
export function plainCell(cell: string): string {
  const text = cell.includes('\0') ? cell.replaceAll('\0', '') : cell
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}
