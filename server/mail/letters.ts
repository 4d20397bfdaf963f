/** The words of our letters: a greeting, one link, no people's data. */
import type { Letter } from './mail.ts'

export const invitationMail = ({ firstName, url }: { firstName: string; url: string }): Letter => ({
  subject: 'Your HealthCRM account',
  text: `Hello ${firstName},

an account was made for you in HealthCRM. Choose your password here within seven days; the link works once:

${url}

If you did not expect this, you can ignore it.
`,
})

export const resetMail = ({ firstName, url }: { firstName: string; url: string }): Letter => ({
  subject: 'Choose a new HealthCRM password',
  text: `Hello ${firstName},

somebody asked to choose a new password for your HealthCRM account. If that was you, do it here within an hour; the link works once:

${url}

If it was not you, ignore this letter: nothing has changed.
`,
})
