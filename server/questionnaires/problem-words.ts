import type { Problem } from '../../shared/questionnaire-answers.ts'

/** What is amiss with an answer, as the API says it; pages have their own words. */
export function inWords({ code, limit }: Problem): string {
  switch (code) {
    case 'required':
      return 'is required'
    case 'too_low':
      return `is below ${limit}`
    case 'too_high':
      return `is above ${limit}`
    case 'too_exact':
      return limit === 0 ? 'is not a whole number' : `has more than ${limit} decimals`
    case 'too_long':
      return `is longer than ${limit} characters`
    case 'not_a_day':
      return 'is not a day such as 2026-11-22'
    case 'in_future':
      return 'is a day in the future'
    case 'too_early':
      return 'is not a day between the years 1900 and 2200'
    case 'no_option':
      return 'is no answer to this question'
    case 'no_name':
      return 'has an entry without a name'
  }
}
