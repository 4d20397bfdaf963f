/** The words of letters about alarms: of the machine, never of people. */
import type { Language } from '../../../shared/values.ts'
import type { Letter } from '../../mail/mail.ts'

interface AlarmLetter {
  event: 'started' | 'ended'
  kind: string
  text: string
  startedAt: string
  endedAt: string | null
  language: Language
  url: string
}

const subjects: Record<Language, Record<string, string>> = {
  en: {
    backup_late: 'no recent backup',
    backup_failed: 'a backup failed',
    backup_damaged: 'a backup is damaged',
    drill_late: 'no recent restore drill',
    drill_failed: 'a restore drill failed',
    archive_failing: 'changes are not being archived',
    archive_gap: 'changes do not reach the backups',
    disk_low: 'a disk is nearly full',
    job_late: 'work is waiting',
    replica_late: 'a replica lags behind',
    audit_failed: 'the audit trail was changed',
    audit_late: 'the audit trail is not verified',
    seals_late: 'the audit trail is not sealed',
    practice: 'a message for practice',
  },
  es: {
    backup_late: 'no hay copia de seguridad reciente',
    backup_failed: 'una copia de seguridad falló',
    backup_damaged: 'una copia de seguridad está dañada',
    drill_late: 'no hay ensayo de restauración reciente',
    drill_failed: 'un ensayo de restauración falló',
    archive_failing: 'los cambios no se archivan',
    archive_gap: 'los cambios no llegan a las copias de seguridad',
    disk_low: 'un disco está casi lleno',
    job_late: 'hay trabajo sin hacer',
    replica_late: 'una réplica va con retraso',
    audit_failed: 'el registro de auditoría fue alterado',
    audit_late: 'el registro de auditoría no se verifica',
    seals_late: 'el registro de auditoría no se sella',
    practice: 'un mensaje de práctica',
  },
}

const words: Record<Language, (given: AlarmLetter, subject: string) => Letter> = {
  en: ({ event, text, startedAt, endedAt, url }, subject) =>
    event === 'started'
      ? { subject: `HealthCRM alarm: ${subject}`, text: `Since ${clock(startedAt)}:\n\n${text}.\n\nWhat to do stands here:\n\n${url}\n` }
      : {
          subject: `HealthCRM alarm over: ${subject}`,
          text: `From ${clock(startedAt)} until ${clock(endedAt ?? startedAt)}:\n\n${text}.\n\nThis is over.\n\n${url}\n`,
        },
  es: ({ event, text, startedAt, endedAt, url }, subject) =>
    event === 'started'
      ? { subject: `Alarma de HealthCRM: ${subject}`, text: `Desde ${clock(startedAt)}:\n\n${text}.\n\nAquí dice qué hacer:\n\n${url}\n` }
      : {
          subject: `Fin de la alarma de HealthCRM: ${subject}`,
          text: `Desde ${clock(startedAt)} hasta ${clock(endedAt ?? startedAt)}:\n\n${text}.\n\nYa pasó.\n\n${url}\n`,
        },
}

const clock = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`

export const alarmMail = (given: AlarmLetter): Letter => words[given.language](given, subjects[given.language][given.kind] ?? given.kind)
