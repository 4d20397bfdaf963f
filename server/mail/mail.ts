/** Sends mail through the clinic's own server. Without `SMTP_URL` there is no mailer, and links are shown to hand over. */
export interface Letter {
  subject: string
  text: string
  /** The clinic's name, in what patients get. */
  from?: string
  /** An invitation or its taking back, for the reader's calendar. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string }
}
const product = 'HealthCRM'

export interface Mailer {
  /** Rejects when the server does not take it; the job that sends it tries again. */
  send(letter: Letter & { to: string }): Promise<void>
  /** Who writes. */
  address: string
  close(): void
}

export async function openMailer(smtpUrl: string | undefined, publicUrl: string | undefined): Promise<Mailer | undefined> {
  if (smtpUrl === undefined) return undefined
  // Only who sends mail carries the library.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(smtpUrl)
  const address = senderOf(smtpUrl, publicUrl)
  return {
    address,
    send: async ({ to, from: name = product, subject, text, calendar }) => {
      const icalEvent = calendar && { ...calendar, filename: 'visit.ics' }
      await transport.sendMail({
        from: { name, address },
        to: { name: '', address: to },
        subject,
        text,
        ...(icalEvent ? { icalEvent } : {}),
      })
    },
    close: () => transport.close(),
  }
}

/** The mail account itself when it is an address, else one at the clinic's own host. */
function senderOf(smtpUrl: string, publicUrl: string | undefined): string {
  const account = decodeURIComponent(new URL(smtpUrl).username)
  if (account.includes('@')) return account
  return `healthcrm@${publicUrl ? new URL(publicUrl).hostname : new URL(smtpUrl).hostname}`
}
