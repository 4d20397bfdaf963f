/** The words of the portal's letters: a greeting, one link, nothing of health. */

import type { Language } from '../../shared/values.ts'
import { greeting } from './greeting.ts'
import type { Letter } from './mail.ts'

export interface PortalLetter {
  firstName: string
  clinic: string
  url: string
  language: Language
}
type Words = Record<Language, (given: PortalLetter) => Letter>

const activation: Words = {
  en: ({ firstName, clinic, url }) => ({
    subject: `Your access to ${clinic}`,
    text: `${greeting('en', firstName)}

welcome to ${clinic}. Choose your password here within seven days; the link works once:

${url}

There you go on where you are, at your own pace, on any device.

If you did not expect this, you can ignore it.
`,
  }),
  es: ({ firstName, clinic, url }) => ({
    subject: `Su acceso a ${clinic}`,
    text: `${greeting('es', firstName)}

Le damos la bienvenida a ${clinic}. Elija aquí su contraseña en un plazo de siete días; el enlace sirve una vez:

${url}

Allí puede continuar a su ritmo, en cualquier dispositivo.

Si no esperaba esta carta, puede ignorarla.
`,
  }),
}

const reset: Words = {
  en: ({ firstName, clinic, url }) => ({
    subject: `Choose a new password for ${clinic}`,
    text: `${greeting('en', firstName)}

somebody asked to choose a new password for your access to ${clinic}. If that was you, do it here within an hour; the link works once:

${url}

If it was not you, ignore this letter: nothing has changed.
`,
  }),
  es: ({ firstName, clinic, url }) => ({
    subject: `Elija una contraseña nueva para ${clinic}`,
    text: `${greeting('es', firstName)}

Alguien pidió elegir una contraseña nueva para su acceso a ${clinic}. Si fue usted, hágalo aquí en el plazo de una hora; el enlace sirve una vez:

${url}

Si no fue usted, ignore esta carta: no ha cambiado nada.
`,
  }),
}

const comeBack: Words = {
  en: ({ firstName, clinic, url }) => ({
    subject: `Go on at ${clinic}`,
    text: `${greeting('en', firstName)}

somebody filled in our form with your address. You have access to ${clinic} already; sign in here to go on:

${url}

If you forgot your password, you can choose a new one there. If it was not you, ignore this letter: nothing has changed.
`,
  }),
  es: ({ firstName, clinic, url }) => ({
    subject: `Continúe en ${clinic}`,
    text: `${greeting('es', firstName)}

Alguien llenó nuestro formulario con su dirección. Usted ya tiene acceso a ${clinic}; inicie sesión aquí para continuar:

${url}

Si olvidó su contraseña, allí puede elegir una nueva. Si no fue usted, ignore esta carta: no ha cambiado nada.
`,
  }),
}

export const activationMail = (given: PortalLetter) => activation[given.language](given)
export const portalResetMail = (given: PortalLetter) => reset[given.language](given)
export const comeBackMail = (given: PortalLetter) => comeBack[given.language](given)
