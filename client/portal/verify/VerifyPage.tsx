import { type DragEvent, useState } from 'react'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { FilePick } from '../ui/FilePick.tsx'
import { Card, Form, Note, Page } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'
import { useCheck } from './checking.ts'
import { Result } from './Result.tsx'
import classes from './VerifyPage.module.css'

/** Anyone's page: whether a certificate is as it was signed. */
export function VerifyPage() {
  const check = useCheck()
  const [text, setText] = useState('')
  const read = async (file: Blob) => check.mutate(new Uint8Array(await file.arrayBuffer()))
  const drop = (event: DragEvent) => {
    event.preventDefault()
    const [file] = event.dataTransfer.files
    if (file) void read(file)
  }
  return (
    <Page title={t('verify.title')} lead={t('verify.lead')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard. */}
      <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <Card>
          <FilePick wide accept=".pdf,.json,application/pdf,application/json" busy={check.isPending} onPick={(file) => void read(file)}>
            {t('verify.pick')}
          </FilePick>
          <Note>{t('verify.drop')}</Note>
        </Card>
      </div>
      <div aria-live="polite">
        {check.data && <Result checked={check.data} />}
        {check.isError && <Notice kind="refused">{explainShortly(check.error)}</Notice>}
      </div>
      <Form onSubmit={() => check.mutate(new TextEncoder().encode(text))}>
        <TextField label={t('verify.paste')} value={text} onChange={setText} rows={4} />
        <Button type="submit" wide busy={check.isPending} disabled={!text.trim()}>
          {t('verify.check')}
        </Button>
      </Form>
    </Page>
  )
}
