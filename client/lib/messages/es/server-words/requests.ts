/** Any request, the clinic’s settings, figures. */
export const requests: Readonly<Record<string, string>> = {
  '{{1}} not found.': 'No se encontró: {{1}}.',
  'Check {{1}}.': 'Revise: {{1}}.',
  'Send JSON (Content-Type: application/json).': 'Envíe JSON (Content-Type: application/json).',
  'Somebody changed this meanwhile. Load it again, then repeat your change on what stands now.':
    'Alguien cambió esto mientras tanto. Cárguelo de nuevo y repita su cambio sobre lo que hay ahora.',
  'Somebody else has signed in in this browser since. Nothing was done. Sign in again to go on.':
    'Mientras tanto, otra persona inició sesión en este navegador. No se hizo nada. Inicie sesión de nuevo para continuar.',
  'Somebody is changing the same records. Try again.': 'Alguien está cambiando los mismos registros. Inténtelo de nuevo.',
  'The database does not answer. Nothing was changed; try again shortly.':
    'La base de datos no responde. No se cambió nada; inténtelo de nuevo en un momento.',
  'The request could not be read.': 'No se pudo leer la solicitud.',
  'The request failed. Nothing was changed.': 'La solicitud falló. No se cambió nada.',
  'The headers are longer than 16 kB together. Send fewer cookies and headers.':
    'Las cabeceras superan juntas los 16 kB. Envíe menos cookies y cabeceras.',
  'The request is larger than is taken here. Send less, or in parts.':
    'La solicitud es más grande de lo que se acepta aquí. Envíe menos, o por partes.',
  'The request is not HTTP that can be read.': 'La solicitud no es HTTP que se pueda leer.',
  'The request took too long to arrive. Send it again.': 'La solicitud tardó demasiado en llegar. Envíela de nuevo.',
  'This Idempotency-Key was used with another request. Send a new one with each new request.':
    'Esa Idempotency-Key ya se usó con otra solicitud. Envíe una nueva con cada solicitud nueva.',
  'This exists already.': 'Esto ya existe.',
  'This request comes from another site. Use our own pages, or a token.':
    'Esta solicitud viene de otro sitio. Use nuestras páginas o un token.',
  'This token may only read.': 'Este token solo puede leer.',
  'Too many attempts. Try again in {{1}} seconds.': 'Demasiados intentos. Inténtelo de nuevo en {{1}} segundos.',
  'Use {{1}} here.': 'Use aquí {{1}}.',
  'Your role does not allow this.': 'Su función no permite esto.',
  'Leads still have {{1}}. Retire it in place of removing it.': 'Hay prospectos que aún tienen {{1}}. Retírelo en lugar de quitarlo.',
  'More than {{1}} leads have "{{2}}". Add the new name and retire the old one.':
    'Más de {{1}} prospectos tienen «{{2}}». Añada el nombre nuevo y retire el anterior.',
  '"{{1}}" is in the list and was not named. Load the list again.': '«{{1}}» está en la lista y no se nombró. Cargue la lista de nuevo.',
  '"{{1}}" cannot be removed: the app’s buttons send it': '«{{1}}» no se puede quitar: los botones de la aplicación lo envían',
  'is not after the opening': 'no es posterior a la apertura',
  'Too many requests in this minute. Go on in {{1}} seconds.': 'Demasiadas solicitudes en este minuto. Continúe en {{1}} segundos.',
}
