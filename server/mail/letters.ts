/** The words of our letters: a greeting, one link, no people's data. */
import type { Language } from '../../shared/values.ts'
import type { Letter } from './mail.ts'

interface LinkLetter {
  firstName: string
  url: string
  language: Language
}
type Words = Record<Language, (given: LinkLetter) => Letter>

const invitation: Words = {
  en: ({ firstName, url }) => ({
    subject: 'Your HealthCRM account',
    text: `Hello ${firstName},

an account was made for you in HealthCRM. Choose your password here within seven days; the link works once:

${url}

If you did not expect this, you can ignore it.
`,
  }),
  es: ({ firstName, url }) => ({
    subject: 'Su cuenta de HealthCRM',
    text: `Hola, ${firstName}:

Se creó una cuenta para usted en HealthCRM. Elija aquí su contraseña en un plazo de siete días; el enlace sirve una vez:

${url}

Si no esperaba esta carta, puede ignorarla.
`,
  }),
}

const reset: Words = {
  en: ({ firstName, url }) => ({
    subject: 'Choose a new HealthCRM password',
    text: `Hello ${firstName},

somebody asked to choose a new password for your HealthCRM account. If that was you, do it here within an hour; the link works once:

${url}

If it was not you, ignore this letter: nothing has changed.
`,
  }),
  es: ({ firstName, url }) => ({
    subject: 'Elija una contraseña nueva para HealthCRM',
    text: `Hola, ${firstName}:

Alguien pidió elegir una contraseña nueva para su cuenta de HealthCRM. Si fue usted, hágalo aquí en el plazo de una hora; el enlace sirve una vez:

${url}

Si no fue usted, ignore esta carta: no ha cambiado nada.
`,
  }),
}

export const invitationMail = (given: LinkLetter) => invitation[given.language](given)
export const resetMail = (given: LinkLetter) => reset[given.language](given)
