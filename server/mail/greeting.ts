/** How a letter begins. Anybody may send our form in somebody else's name and address: what is no name is not carried to them. */
import type { Language } from '../../shared/values.ts'

const hello: Record<Language, (name: string) => string> = {
  en: (name) => (name ? `Hello ${name},` : 'Hello,'),
  es: (name) => (name ? `Hola, ${name}:` : 'Hola:'),
}

export const greeting = (language: Language, firstName: string): string => hello[language](isName(firstName.trim()) ? firstName.trim() : '')

/** Letters, with what joins them in names; nothing that could be an address, a number or a sentence. */
const isName = (text: string): boolean =>
  /^[\p{L}\p{M}][\p{L}\p{M}'’. -]{0,39}$/u.test(text) && !/\.[^ ]/.test(text) && text.split(' ').length <= 4
