/** Their words for our values: "Working" is our "HHQ Signed". */
import { type ListedField, listedFields } from '#shared/imports'
import { wordsOf } from './columns.ts'

const unlike = 0.55

/** The value of ours that theirs most likely means; undefined when nothing is near. */
export function guessValue(field: ListedField, theirs: string): string | undefined {
  const words = wordsOf(theirs).join(' ')
  if (words === '') return undefined
  const known = usualWords[field].find(([names]) => names.includes(words))
  if (known) return known[1]
  const ours = listedFields[field].map((value) => ({ value, likeness: likeness(words, wordsOf(value).join(' ')) }))
  const best = ours.reduce((a, b) => (b.likeness > a.likeness ? b : a))
  return best.likeness >= unlike ? best.value : undefined
}

const usualWords: Record<ListedField, [names: string[], ours: string][]> = {
  status: [
    [
      [
        'new',
        'open',
        'lead',
        'subscriber',
        'attempted',
        'attempted to contact',
        'not contacted',
        'unread',
        'started',
        'nurturing',
        'open not contacted',
      ],
      'HHQ Started',
    ],
    [
      [
        'working',
        'contacted',
        'in progress',
        'in process',
        'connected',
        'engaged',
        'assigned',
        'signed',
        'working contacted',
        'marketing qualified lead',
      ],
      'HHQ Signed',
    ],
    [
      ['qualified', 'booking', 'open deal', 'opportunity', 'proposal', 'negotiation', 'unpaid', 'not paid', 'sales qualified lead'],
      'Booking: Not Paid',
    ],
    [['paid', 'paid not booked', 'won', 'closed won'], 'Booking: Paid/Not Booked'],
    [['booked', 'paid booked', 'scheduled', 'converted', 'customer', 'closed converted'], 'Booking: Paid/Booked'],
  ],
  leadSource: [
    [['newsletter', 'email', 'email campaign', 'e mail', 'email marketing', 'mailing', 'mailchimp'], 'Newsletter'],
    [
      ['social media', 'social', 'facebook', 'instagram', 'tiktok', 'paid social', 'organic social', 'linkedin', 'youtube'],
      'Social Media Discovery Call',
    ],
    [['lab', 'labs', 'lab order', 'lab purchase'], 'Lab Purchase'],
    [['discovery call', 'call', 'phone inquiry'], 'Marek Health Discovery Call'],
    [['none', 'other', 'unknown', 'n a'], 'None'],
  ],
  leadReadiness: [
    [['hot', 'high', 'urgent', 'ready'], 'Hot'],
    [['warm', 'medium', 'interested', 'acquired', 'active'], 'Warm'],
    [['cold', 'low', 'inactive', 'market failed', 'project cancelled'], 'Cold'],
    [['follow up', 'followup', 'call back', 'callback', 'later'], 'Follow Up'],
  ],
  stage: [
    [['new', 'active', 'onboarding', 'intake', 'customer', 'new patient'], 'Intake'],
    [['labs', 'lab ordered', 'first labs'], 'Initial Labs'],
    [['lab review'], 'Initial Lab Review'],
    [['exam', 'provider exam', 'consultation'], 'Initial Provider Exam'],
    [['renewal', 'annual renewal'], 'Restart Annual Process'],
  ],
}

/** Share of letter pairs two texts have in common (Sorensen-Dice), 0 to 1. */
function likeness(a: string, b: string): number {
  if (a === b) return 1
  const left = pairs(a)
  const right = pairs(b)
  const total = left.length + right.length
  if (total === 0) return 0
  let shared = 0
  for (const pair of left) {
    const at = right.indexOf(pair)
    if (at < 0) continue
    shared++
    right.splice(at, 1)
  }
  return (2 * shared) / total
}

function pairs(text: string): string[] {
  const letters = text.replaceAll(' ', '').slice(0, 100)
  return Array.from({ length: Math.max(letters.length - 1, 0) }, (_, at) => letters.slice(at, at + 2))
}
