/** Money. */
export const payments: Readonly<Record<string, string>> = {
  'A payment of this method and reference is recorded already.': 'Ya está anotado un pago de esta forma y con esta referencia.',
  'Nothing is left of this payment to give back.': 'De este pago no queda nada que devolver.',
  'is more than is left of this payment': 'es más de lo que queda de este pago',
  'Money of this payment is being given back just now. Look again in a moment.':
    'En este momento se está devolviendo dinero de este pago. Vuelva a mirar en un momento.',
  'This refund stands in the ledger already.': 'Esta devolución ya está en el registro.',
  'This payment came through Stripe, whose key is not set. Set it, or give the money back in Stripe.':
    'Este pago llegó por Stripe, cuya clave no está puesta. Póngala o devuelva el dinero en Stripe.',
  'Money that moved through Stripe has moved. Give it back instead.': 'El dinero que pasó por Stripe ya se movió. Devuélvalo en su lugar.',
  'This entry is void already.': 'Esta anotación ya está anulada.',
  'This entry does not allow it: it is void, or money was given back of it.':
    'Esta anotación no lo permite: está anulada o ya se devolvió dinero de ella.',
  'is not signed by Stripe, or was signed more than five minutes ago': 'no está firmado por Stripe, o se firmó hace más de cinco minutos',
  'is not a currency of three small letters such as usd': 'no es una moneda de tres letras minúsculas como usd',
  'The payment service does not answer. Nothing was changed; try again shortly.':
    'El servicio de pagos no responde. No se cambió nada; inténtelo en un momento.',
  'This is paid already.': 'Esto ya está pagado.',
  'This payment was made already. It shows here in a moment.': 'Este pago ya se hizo. Aparecerá aquí en un momento.',
  'This payment could not be begun. Try again in a moment.': 'No se pudo empezar este pago. Inténtelo en un momento.',
}
