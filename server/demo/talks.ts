/** Talks of the demo clinic, each with one patient, oldest line first. */
export interface DemoTalk {
  lines: readonly (readonly ['patient' | 'clinic', string])[]
  /** When the last of them was written. */
  hoursAgo: number
}

export const talks: readonly DemoTalk[] = [
  {
    hoursAgo: 1.2,
    lines: [
      ['clinic', 'Your lab order is with the lab. You can go any morning before ten; please come without breakfast.'],
      ['patient', 'Thank you. Is black coffee allowed before, or only water?'],
    ],
  },
  { hoursAgo: 3, lines: [['patient', 'The pharmacy says they have no prescription for me yet. Could you look into it?']] },
  {
    hoursAgo: 31,
    lines: [
      ['patient', 'I will be travelling the first two weeks of next month. Can my follow-up labs wait until I am back?'],
      ['clinic', 'Two weeks are fine. I have moved the reminder; go whenever you are home again.'],
      ['patient', 'Perfect. Should I go on with the same dose until then?'],
    ],
  },
  {
    hoursAgo: 7,
    lines: [
      ['patient', 'I slept badly this week. Nothing dramatic, but you asked me to say so.'],
      ['clinic', 'Good that you did. Let us talk about it on Thursday; keep a note of when you wake up.'],
    ],
  },
  {
    hoursAgo: 52,
    lines: [
      ['clinic', 'Your results are in and look steady. We go through them at your review.'],
      ['patient', 'That is a relief, thank you.'],
      ['clinic', 'See you then.'],
    ],
  },
  { hoursAgo: 20, lines: [['clinic', 'A reminder to bring the list of what you take to your exam, vitamins too.']] },
]
