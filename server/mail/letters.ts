/** The words of our letters: a greeting, one link, no people's data. */

import type { Language } from '../../shared/values.ts'
import { greeting } from './greeting.ts'
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
    text: `${greeting('en', firstName)}

an account was made for you in HealthCRM. Choose your password here within seven days; the link works once:

${url}

If you did not expect this, you can ignore it.
`,
  }),
  es: ({ firstName, url }) => ({
    subject: 'Su cuenta de HealthCRM',
    text: `${greeting('es', firstName)}

Se creó una cuenta para usted en HealthCRM. Elija aquí su contraseña en un plazo de siete días; el enlace sirve una vez:

${url}

Si no esperaba esta carta, puede ignorarla.
`,
  }),
}

const reset: Words = {
  en: ({ firstName, url }) => ({
    subject: 'Choose a new HealthCRM password',
    text: `${greeting('en', firstName)}

somebody asked to choose a new password for your HealthCRM account. If that was you, do it here within an hour; the link works once:

${url}

If it was not you, ignore this letter: nothing has changed.
`,
  }),
  es: ({ firstName, url }) => ({
    subject: 'Elija una contraseña nueva para HealthCRM',
    text: `${greeting('es', firstName)}

Alguien pidió elegir una contraseña nueva para su cuenta de HealthCRM. Si fue usted, hágalo aquí en el plazo de una hora; el enlace sirve una vez:

${url}

Si no fue usted, ignore esta carta: no ha cambiado nada.
`,
  }),
}

export const invitationMail = (given: LinkLetter) => invitation[given.language](given)
export const resetMail = (given: LinkLetter) => reset[given.language](given)

interface Notices {
  language: Language
  firstName: string
  count: number
  url: string
}

/** How many notices, and where: never of whom. */
const notices: Record<Language, (given: Notices) => Letter> = {
  en: ({ firstName, count, url }) => ({
    subject: count === 1 ? 'A new notice in HealthCRM' : `${count} new notices in HealthCRM`,
    text: `${greeting('en', firstName)}

${count === 1 ? 'there is a new notice' : `there are ${count} new notices`} for you in HealthCRM:

${url}

You choose in your profile what is mailed to you.
`,
  }),
  es: ({ firstName, count, url }) => ({
    subject: count === 1 ? 'Tiene un aviso nuevo en HealthCRM' : `Tiene ${count} avisos nuevos en HealthCRM`,
    text: `${greeting('es', firstName)}

${count === 1 ? 'tiene un aviso nuevo' : `tiene ${count} avisos nuevos`} en HealthCRM:

${url}

En su perfil puede elegir de qué se le avisa por correo.
`,
  }),
}

export const noticesMail = (given: Notices) => notices[given.language](given)
