import { explainShortly } from '../lib/problem-words.ts'
import classes from './Refusal.module.css'

/** Why what was sent was not taken, above the buttons that send it again. */
export function Refusal({ error }: { error: unknown }) {
  if (!error) return null
  return (
    <p className={classes.refusal} role="alert">
      {explainShortly(error)}
    </p>
  )
}
