import { locale } from '../lib/language.ts'

type WithWeek = Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } }

/** The day on which weeks begin for the person, 1 is Monday. */
export function firstWeekday(): number {
  const language: WithWeek = new Intl.Locale(locale())
  return (language.getWeekInfo?.() ?? language.weekInfo)?.firstDay ?? 1
}
