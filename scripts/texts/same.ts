/** Keys whose text is rightly the same in English and Spanish: names, signs, words both languages share. */
export const sameInBoth: ReadonlySet<string> = new Set([
  'leadVisits.linkHint',
  'leadVisits.minutes',
  'shell.product',
  'timeline.minutes',
  'timeline.system',
  'values.admin',
])
