/** What an address says of where a person came from, and what the clinic takes it for. */
import { type LeadSource, leadSources } from '../../shared/values.ts'

export interface Trace {
  source?: string | null | undefined
  utmSource?: string | null | undefined
  utmMedium?: string | null | undefined
  utmCampaign?: string | null | undefined
  utmTerm?: string | null | undefined
  utmContent?: string | null | undefined
  referrer?: string | null | undefined
}

const social = /^(facebook|fb|instagram|ig|tiktok|youtube|twitter|x|linkedin|pinterest|reddit|snapchat|threads|social|paid[ _-]?social)$/
const named = new Map<string, LeadSource>([
  ...leadSources.map((source) => [plain(source), source] as const),
  ['lab', 'Lab Purchase'],
  ['labs', 'Lab Purchase'],
  ['marek', 'Marek Health Discovery Call'],
  ['marek health', 'Marek Health Discovery Call'],
  ['newsletter', 'Newsletter'],
  ['email', 'Newsletter'],
])

/** `?source=` speaks before UTM, a name of the clinic's own list before a guess, and the form before nothing. */
export function leadSourceOf({ source, utmSource, utmMedium }: Trace, ofForm: LeadSource): LeadSource {
  for (const said of [source, utmSource, utmMedium]) {
    const words = plain(said ?? '')
    const known = named.get(words)
    if (known) return known
    if (social.test(words)) return 'Social Media Discovery Call'
  }
  return ofForm
}

/** "Lab_Purchase", "lab-purchase" and "Lab Purchase" are the same. */
function plain(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replace(/[\s_+-]+/g, ' ')
}

/** Host and path: what is asked behind them can hold people's data. */
export function placeOf(referrer: string | null | undefined): string | null {
  if (!referrer || !URL.canParse(referrer)) return null
  const { protocol, host, pathname } = new URL(referrer)
  return /^https?:$/.test(protocol) ? `${host}${pathname}`.slice(0, 500) : null
}
