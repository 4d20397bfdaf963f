/** What a cell looks like, for guessing; judging it comes later, in `rows/`. Linear time for any input. */

const longestLooked = 320

export function looksLikeEmail(cell: string): boolean {
  return cell.length <= longestLooked && /^[^\s@,;<>"]+@[^\s@,;<>".]+(\.[^\s@,;<>".]+)+$/.test(cell)
}

/** Seven to twenty digits, parted by what people put between them, perhaps with an extension; no decimals, no US social security number. */
export function looksLikePhone(cell: string): boolean {
  if (cell.length < 7 || cell.length > 40 || !/^[+(\d]/.test(cell) || looksLikeDate(cell)) return false
  const [number = ''] = cell.toLowerCase().split(/ ?(?:extension|ext\.?|x|#) ?(?=\d+$)/)
  if (!/^[+\d\s().\-/]+$/.test(number) || /^\d+\.\d+$|^\d{3}-\d{2}-\d{4}$/.test(number)) return false
  const digits = number.replace(/\D/g, '').length
  return digits >= 7 && digits <= 20
}

export function looksLikeDate(cell: string): boolean {
  if (cell.length < 6 || cell.length > 40) return false
  return (
    /^\d{4}-\d{1,2}-\d{1,2}(?:[T ].*)?$/.test(cell) ||
    /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?:[, ].*)?$/.test(cell) ||
    /^\d{1,2} [A-Za-z]{3,9}\.?,? \d{4}(?: .*)?$/.test(cell) ||
    /^[A-Za-z]{3,9}\.? \d{1,2},? \d{4}(?:,? .*)?$/.test(cell)
  )
}

/** A name as Synthea writes it: letters followed at once by digits. */
export function endsInDigits(cell: string): boolean {
  return cell.length <= longestLooked && /^\p{L}[\p{L}\p{M}' -]*\d{1,4}$/u.test(cell)
}

export function looksLikeName(cell: string): boolean {
  return cell.length <= longestLooked && /^\p{L}[\p{L}\p{M}\d.,'’ -]*$/u.test(cell)
}
