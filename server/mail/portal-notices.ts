/** Letters to patients about changes of their sign-in: whoever did not make them should hear of them. Nothing of health, no secret. */

import type { Language } from '../../shared/values.ts'
import { greeting } from './greeting.ts'
import type { Letter } from './mail.ts'
import type { PortalLetter } from './portal-letters.ts'

export type SignInChange = 'factor_reset' | 'factor_on' | 'factor_off' | 'codes_renewed' | 'password_changed'

type Told = Record<SignInChange, [what: string, otherwise: string]>

const en: Told = {
  factor_reset: [
    'the clinic has taken the second step (the code) off your sign-in, as was asked in your name. Your password is enough now, and you were signed out everywhere. You can turn a second step on again under More, Account.',
    'If you did not ask for this, call the clinic at once and choose a new password.',
  ],
  factor_on: [
    'a second step is on for your sign-in: beside your password, a code from your app is asked for. Other devices were signed out.',
    'If you did not do this, call the clinic at once.',
  ],
  factor_off: [
    'the second step (the code) is off: your password alone is enough to sign in. Other devices were signed out.',
    'If you did not do this, choose a new password at once and call the clinic.',
  ],
  codes_renewed: [
    'new recovery codes were made for your sign-in. The earlier ones no longer work.',
    'If you did not do this, choose a new password at once and call the clinic.',
  ],
  password_changed: [
    'your password was changed, and other devices were signed out.',
    'If you did not do this, choose a new password at once and call the clinic.',
  ],
}

const es: Told = {
  factor_reset: [
    'La clínica quitó el segundo paso (el código) de su acceso, como se pidió en su nombre. Ahora basta su contraseña, y se cerraron todas sus sesiones. Puede volver a activar un segundo paso en Más, Cuenta.',
    'Si no lo pidió usted, llame de inmediato a la clínica y elija una contraseña nueva.',
  ],
  factor_on: [
    'Se activó un segundo paso para su acceso: además de la contraseña se pide un código de su aplicación. Se cerraron las sesiones en otros dispositivos.',
    'Si no lo hizo usted, llame de inmediato a la clínica.',
  ],
  factor_off: [
    'El segundo paso (el código) está desactivado: para entrar basta su contraseña. Se cerraron las sesiones en otros dispositivos.',
    'Si no lo hizo usted, elija de inmediato una contraseña nueva y llame a la clínica.',
  ],
  codes_renewed: [
    'Se crearon códigos de recuperación nuevos para su acceso. Los anteriores ya no sirven.',
    'Si no lo hizo usted, elija de inmediato una contraseña nueva y llame a la clínica.',
  ],
  password_changed: [
    'Se cambió su contraseña y se cerraron las sesiones en otros dispositivos.',
    'Si no lo hizo usted, elija de inmediato una contraseña nueva y llame a la clínica.',
  ],
}

type Notice = PortalLetter & { change: SignInChange }

const letters: Record<Language, (given: Notice) => Letter> = {
  en: ({ firstName, clinic, url, change }) => ({
    subject: `Your sign-in at ${clinic} has changed`,
    text: `${greeting('en', firstName)}

${en[change][0]}

If this was you, there is nothing to do. ${en[change][1]} You choose a new password here:

${url}
`,
  }),
  es: ({ firstName, clinic, url, change }) => ({
    subject: `Su acceso a ${clinic} ha cambiado`,
    text: `${greeting('es', firstName)}

${es[change][0]}

Si fue usted, no tiene que hacer nada. ${es[change][1]} Aquí se elige una contraseña nueva:

${url}
`,
  }),
}

export const signInChangeMail = (given: Notice) => letters[given.language](given)
