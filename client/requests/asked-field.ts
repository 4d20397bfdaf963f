/** Which field of the record a patient asks to have corrected, as far as their words tell; in both languages of the portal. */
const words: readonly (readonly [field: string, pattern: RegExp])[] = [
  ['email', /e-?mail|correo/],
  ['phone', /phone|mobile|cell|number|tel[eé]fono|m[oó]vil|celular|n[uú]mero/],
  ['lastName', /last name|surname|apellido/],
  ['firstName', /name|called|spell|nombre|llamo/],
  ['notes', /notes?\b|wrote about me|notas?\b/],
]

export function askedField(text: string): string | undefined {
  const plain = text.toLowerCase()
  return words.find(([, pattern]) => pattern.test(plain))?.[0]
}
