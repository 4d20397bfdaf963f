/** PostgreSQL's own codes: five letters and digits. No class of theirs begins with an E as Node's codes of a broken line do (`EPIPE`). */
export const isSqlState = (code: string): boolean => /^[0-9A-DF-Z][0-9A-Z]{4}$/.test(code)
