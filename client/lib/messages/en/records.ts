/** Words of the parts that records of leads and patients share. */

export const profileFacts = {
  state: 'Lives in',
  timeZone: 'Local time',
  language: 'Language',
  there: '{{time}} there',
  sameTime: 'Same time',
  en: 'English',
  es: 'Spanish',
  unknown: 'Not known',
  of: '{{field}} of {{name}}',
  refused: 'Not saved: {{why}}',
}

export const presence = {
  here_one: '{{names}} is here too',
  here_other: '{{names}} are here too',
  open_one: '{{names}} has this open',
  open_other: '{{names}} have this open',
}
