import classes from './ProgressBar.module.css'

/** `done` of `total`; without a total it only shows that something goes on. */
export function ProgressBar({ label, done, total }: { label: string; done: number; total?: number }) {
  const part = total ? Math.min(1, done / total) : undefined
  return (
    <div
      className={classes.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={part === undefined ? undefined : Math.round(part * 100)}
    >
      <span
        className={classes.fill}
        data-unknown={part === undefined || undefined}
        style={part === undefined ? undefined : { width: `${part * 100}%` }}
      />
    </div>
  )
}
