import { type ChangeEvent, type ReactNode, useId } from 'react'
import { acceptedFiles } from '../lib/files.ts'
import buttons from './Button.module.css'
import classes from './FilePick.module.css'

type FilePickProps = {
  onPick: (file: File) => void
  busy?: boolean
  look?: 'quiet' | 'filled' | 'plain'
  wide?: boolean
  /** Other kinds than those the clinic takes. */
  accept?: string
  children: ReactNode
}

/** The device's own chooser behind a button of ours: on a phone it offers the camera too. */
export function FilePick({ onPick, busy, look = 'quiet', wide, accept = acceptedFiles, children }: FilePickProps) {
  const id = useId()
  const pick = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [file] = currentTarget.files ?? []
    currentTarget.value = ''
    if (file) onPick(file)
  }
  return (
    <span className={classes.pick} data-wide={wide || undefined}>
      <input id={id} type="file" accept={accept} className={classes.input} onChange={pick} disabled={busy} />
      <label htmlFor={id} className={buttons.button} data-look={look} data-wide={wide || undefined} aria-busy={busy || undefined}>
        {children}
      </label>
    </span>
  )
}
