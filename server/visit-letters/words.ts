/** The words of letters about visits: when, where, how to join. What the visit is for stays in the clinic. */
import { wallOf } from '../../shared/clock.ts'
import type { Language } from '../../shared/values.ts'

export type LetterKind = 'booked' | 'moved' | 'cancelled' | 'reminder'
export interface VisitWords {
  language: Language
  clinic: string
  clinicZone: string
  /** The person's; the clinic's where theirs is not known. */
  zone: string
  scheduledAt: string
  duration: number
  meetingLink: string | null
  /** Where they look after their visits themselves; none without access to the portal. */
  portal: string | undefined
}
type Words = { subject: (clinic: string) => string; begin: string }

const words: Record<Language, Record<LetterKind, Words>> = {
  en: {
    booked: { subject: (clinic) => `Your visit at ${clinic}`, begin: 'Your visit is booked.' },
    moved: { subject: (clinic) => `Your visit at ${clinic} has changed`, begin: 'Your visit has changed. This is what holds now:' },
    cancelled: { subject: (clinic) => `Your visit at ${clinic} is cancelled`, begin: 'Your visit is cancelled. It was to be:' },
    reminder: { subject: (clinic) => `Reminder: your visit at ${clinic}`, begin: 'Your visit is soon.' },
  },
  es: {
    booked: { subject: (clinic) => `Su cita en ${clinic}`, begin: 'Su cita está reservada.' },
    moved: { subject: (clinic) => `Su cita en ${clinic} ha cambiado`, begin: 'Su cita ha cambiado. Ahora es:' },
    cancelled: { subject: (clinic) => `Su cita en ${clinic} está cancelada`, begin: 'Su cita está cancelada. Iba a ser:' },
    reminder: { subject: (clinic) => `Recordatorio: su cita en ${clinic}`, begin: 'Su cita es pronto.' },
  },
}
const labels = {
  en: {
    minutes: 'minutes',
    there: 'In the clinic’s time',
    join: 'Join here',
    change: 'To change it, answer this letter or call us.',
    changeYourself: 'Move or cancel it here',
    again: 'For another time, answer this letter or call us.',
    againYourself: 'Choose another time here',
  },
  es: {
    minutes: 'minutos',
    there: 'En la hora de la clínica',
    join: 'Únase aquí',
    change: 'Para cambiarla, responda a este correo o llámenos.',
    changeYourself: 'Cámbiela o cancélela aquí',
    again: 'Para otra hora, responda a este correo o llámenos.',
    againYourself: 'Elija otra hora aquí',
  },
} as const

export const summaryOf = ({ language, clinic }: Pick<VisitWords, 'language' | 'clinic'>) => words[language].booked.subject(clinic)

export function visitLetter(kind: LetterKind, visit: VisitWords): { subject: string; text: string } {
  const { language, clinic, meetingLink, duration } = visit
  const { subject, begin } = words[language][kind]
  const label = labels[language]
  const link = meetingLink && kind !== 'cancelled' ? `\n${label.join}: ${meetingLink}\n` : ''
  return {
    subject: subject(clinic),
    text: `${begin}

${timeIn(visit.zone, visit)}
${duration} ${label.minutes}
${sameClock(visit) ? '' : `${label.there}: ${timeIn(visit.clinicZone, visit)}\n`}${link}
${wayOn(kind, visit)}

${clinic}
`,
  }
}

function wayOn(kind: LetterKind, { language, portal }: Pick<VisitWords, 'language' | 'portal'>): string {
  const label = labels[language]
  const [yourself, page, otherwise] =
    kind === 'cancelled' ? [label.againYourself, 'book', label.again] : [label.changeYourself, 'visits', label.change]
  return portal ? `${yourself}: ${portal}/${page}` : otherwise
}

/** The day, the time and the name of the zone in the person's language. */
export function timeIn(zone: string, { language, scheduledAt }: Pick<VisitWords, 'language' | 'scheduledAt'>): string {
  const format = new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    timeZone: zone,
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'long',
  })
  return format.format(new Date(scheduledAt))
}

function sameClock({ zone, clinicZone, scheduledAt }: VisitWords): boolean {
  const at = Date.parse(scheduledAt)
  return wallOf(zone, at) === wallOf(clinicZone, at)
}
