import { Button } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import classes from './FileDrop.module.css'

type FileDropProps = {
  label: string
  detail: string
  choose: string
  /** As an input's `accept`, for example `.csv,text/csv`. */
  accept: string
  disabled?: boolean
  onFile: (file: File) => void
}

/** Drop a file anywhere on it, or choose one: the button is the way by keyboard. */
export function FileDrop({ label, detail, choose, accept, disabled, onFile }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !disabled) onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const hover = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <div
      role="group"
      aria-label={label}
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={20} className={classes.glyph} aria-hidden />
      <p className={classes.label}>{label}</p>
      <p className={classes.detail}>{detail}</p>
      <Button variant="default" disabled={disabled} onClick={() => input.current?.click()}>
        {choose}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          take(event.target.files)
          // The same file chosen again must be heard again.
          event.target.value = ''
        }}
      />
    </div>
  )
}
