/** Phone numbers for the eye: grouped as in the person's country where we know how, otherwise as they were typed. */

const northAmerican = /^\+1(\d{3})(\d{3})(\d{4})$/

export function showPhone(phone: string): string {
  const parts = northAmerican.exec(phone.replace(/[\s().-]/g, ''))
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : phone
}

/** The address of a call; letters and brackets would end it early on some phones. */
export function phoneLink(phone: string): string {
  return `tel:${phone.replace(/[^\d+*#,;]/g, '')}`
}
