/** Signing in, one’s account, the staff. */
export const account: Readonly<Record<string, string>> = {
  'Another lead signs in to the portal with this e-mail. Change one of the two, or merge them.':
    'Otro prospecto inicia sesión en el portal con este correo. Cambie uno de los dos o combínelos.',
  'A user with this e-mail exists already.': 'Ya existe un usuario con este correo.',
  'Begin the second factor first.': 'Comience primero el segundo paso.',
  'Enrol a second factor first; its recovery codes come with it.': 'Prepare primero un segundo paso; trae sus códigos de recuperación.',
  'Remove your own second factor in your profile, with your password.': 'Quite su propio segundo paso en su perfil, con su contraseña.',
  'Sign in with your password for this; a token cannot do it.': 'Inicie sesión con su contraseña para esto; un token no puede hacerlo.',
  'There is no second factor to remove.': 'No hay un segundo paso que quitar.',
  'This clinic is set up already. Sign in, or ask an Admin for an invitation.':
    'Esta clínica ya está preparada. Inicie sesión o pida una invitación a un Admin.',
  'This is the last active Admin. Make somebody else an Admin first.': 'Es el último Admin activo. Nombre antes a otra persona Admin.',
  'This user has no second factor.': 'Este usuario no tiene segundo paso.',
  'This user is deactivated. Activate them first.': 'Este usuario está desactivado. Actívelo primero.',
  'You cannot change your own role or deactivate yourself. Ask another Admin.':
    'No puede cambiar su propia función ni desactivarse. Pídaselo a otro Admin.',
  'Your role needs a second factor. You can replace it with another.': 'Su función necesita un segundo paso. Puede cambiarlo por otro.',
  'has expired or was used before; ask for a new link': 'caducó o ya se usó; pida un enlace nuevo',
  'is among the most common passwords; choose another': 'está entre las contraseñas más comunes; elija otra',
  'is in the past': 'está en el pasado',
  'is made of your name, your e-mail or the clinic’s; choose another':
    'está hecha de su nombre, su correo o el nombre de la clínica; elija otra',
  'is not your current password': 'no es su contraseña actual',
  'is required, unless signed in with `currentPassword` in its place':
    'hace falta, salvo con sesión iniciada y `currentPassword` en su lugar',
  'is wrong; check the clock of your phone and try the next code':
    'no es correcto; compruebe el reloj de su teléfono y pruebe el siguiente código',
  'is who hands over': 'es quien entrega',
  'Say who takes {{1}}, or that they are left without a person.': 'Indique quién asume lo que se entrega, o que queda sin persona.',
  '“{{1}}” ({{2}}) overlaps another appointment of {{3}}. Nothing was handed over.':
    '«{{1}}» ({{2}}) se cruza con otra cita de {{3}}. No se entregó nada.',
  '“{{1}}” ({{2}}) overlaps another appointment of {{3}}. So do {{4}} more. Nothing was handed over.':
    '«{{1}}» ({{2}}) se cruza con otra cita de {{3}}, y otras {{4}} también. No se entregó nada.',
}
