/** Ten zones whose clocks change in every way clocks do: at night and at midnight, by an hour and by half of one, north and south. */
export const tenZones = [
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Santiago',
  'Europe/London',
  'Europe/Berlin',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
] as const
