import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { t } from '../lib/messages.ts'
import classes from './CopyOnce.module.css'

/** A secret that is shown this once. Where the clipboard is refused the text is selected, to be copied by hand. */
export function CopyOnce({ label, secret }: { label: string; secret: string }) {
  const text = useRef<HTMLElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret)
      setCopied(true)
    } catch {
      if (text.current) getSelection()?.selectAllChildren(text.current)
    }
  }
  return (
    <div className={classes.copy}>
      <code ref={text} role="group" aria-label={label} className={classes.secret}>
        {secret}
      </code>
      <Button
        data-first-focus
        variant="default"
        leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => void copy()}
      >
        {copied ? t('common.copied') : t('common.copy')}
      </Button>
      <span className="visually-hidden" role="status">
        {copied ? t('common.copied') : ''}
      </span>
    </div>
  )
}
