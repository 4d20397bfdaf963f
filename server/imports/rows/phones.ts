/** Phone numbers in one form, `+14195550101 ext. 208`; what is no number is kept as typed and said so. */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { limits } from '#shared/values'

export type ReadPhone = { phone: string; isNumber: boolean }
export type PhoneReader = (typed: string) => ReadPhone

/** `country` is two letters, for numbers that name none. */
export function phoneReader(country: string): PhoneReader {
  const known = isSupportedCountry(country) ? country : undefined
  const isNorthAmerican = known === 'US' || known === 'CA'
  return (typed) => {
    const quick = isNorthAmerican ? plainNorthAmerican(typed) : undefined
    if (quick) return { phone: quick, isNumber: true }
    const parsed = parsePhoneNumberFromString(typed.replace(/^\s*00/, '+').slice(0, 100), known)
    if (!parsed?.isPossible()) return { phone: typed.slice(0, limits.phone), isNumber: false }
    return { phone: parsed.ext ? `${parsed.number} ext. ${parsed.ext}` : parsed.number, isNumber: true }
  }
}

/** Nearly every number of a list is this plain; reading it here takes a hundredth of the library's time. */
function plainNorthAmerican(typed: string): string | undefined {
  if (typed.length > 20 || !/^(?:\+?1[ .-]?)?\(?[2-9]\d{2}\)?[ .-]?[2-9]\d{2}[ .-]?\d{4}$/.test(typed)) return undefined
  return `+1${typed.replace(/\D/g, '').slice(-10)}`
}
