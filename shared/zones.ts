/** Where people live and which clock hangs there. A leaf: server and browser share it. */

/** A zone that Intl knows by an IANA name; offsets such as `+02:00` are none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const eastern = 'America/New_York'
const central = 'America/Chicago'
const mountain = 'America/Denver'
const pacific = 'America/Los_Angeles'

/** States of the USA by their two letters, each with its zone where the whole state has one. */
export const states: Readonly<Record<string, { name: string; zone?: string }>> = {
  AL: { name: 'Alabama', zone: central },
  AK: { name: 'Alaska' },
  AZ: { name: 'Arizona' },
  AR: { name: 'Arkansas', zone: central },
  CA: { name: 'California', zone: pacific },
  CO: { name: 'Colorado', zone: mountain },
  CT: { name: 'Connecticut', zone: eastern },
  DE: { name: 'Delaware', zone: eastern },
  DC: { name: 'District of Columbia', zone: eastern },
  FL: { name: 'Florida' },
  GA: { name: 'Georgia', zone: eastern },
  HI: { name: 'Hawaii', zone: 'Pacific/Honolulu' },
  ID: { name: 'Idaho' },
  IL: { name: 'Illinois', zone: central },
  IN: { name: 'Indiana' },
  IA: { name: 'Iowa', zone: central },
  KS: { name: 'Kansas' },
  KY: { name: 'Kentucky' },
  LA: { name: 'Louisiana', zone: central },
  ME: { name: 'Maine', zone: eastern },
  MD: { name: 'Maryland', zone: eastern },
  MA: { name: 'Massachusetts', zone: eastern },
  MI: { name: 'Michigan' },
  MN: { name: 'Minnesota', zone: central },
  MS: { name: 'Mississippi', zone: central },
  MO: { name: 'Missouri', zone: central },
  MT: { name: 'Montana', zone: mountain },
  NE: { name: 'Nebraska' },
  NV: { name: 'Nevada' },
  NH: { name: 'New Hampshire', zone: eastern },
  NJ: { name: 'New Jersey', zone: eastern },
  NM: { name: 'New Mexico', zone: mountain },
  NY: { name: 'New York', zone: eastern },
  NC: { name: 'North Carolina', zone: eastern },
  ND: { name: 'North Dakota' },
  OH: { name: 'Ohio', zone: eastern },
  OK: { name: 'Oklahoma', zone: central },
  OR: { name: 'Oregon' },
  PA: { name: 'Pennsylvania', zone: eastern },
  PR: { name: 'Puerto Rico', zone: 'America/Puerto_Rico' },
  RI: { name: 'Rhode Island', zone: eastern },
  SC: { name: 'South Carolina', zone: eastern },
  SD: { name: 'South Dakota' },
  TN: { name: 'Tennessee' },
  TX: { name: 'Texas' },
  UT: { name: 'Utah', zone: mountain },
  VT: { name: 'Vermont', zone: eastern },
  VA: { name: 'Virginia', zone: eastern },
  WA: { name: 'Washington', zone: pacific },
  WV: { name: 'West Virginia', zone: eastern },
  WI: { name: 'Wisconsin', zone: central },
  WY: { name: 'Wyoming', zone: mountain },
}

/** The zone of a state that has one; where clocks differ within a state nobody guesses. */
export const zoneOfState = (state: string | null): string | undefined => (state === null ? undefined : states[state]?.zone)
