import { useState } from 'react'
import { signingConsent } from '#shared/certificates'
import { isDrawn } from '#shared/strokes'
import { language } from '../../lib/language.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { t } from '../messages.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Check, Choice } from '../ui/Choice.tsx'
import { Field } from '../ui/Field.tsx'
import { Card, Form, Section } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'
import { DrawPad } from './DrawPad.tsx'
import { useSign, type Waiting } from './queries.ts'
import classes from './SignForm.module.css'

type Method = 'typed' | 'drawn'
type Missing = { name?: string; strokes?: string; agrees?: string }

/** The statement, the signature in one of two ways, the consent. Nothing is ticked beforehand. */
export function SignForm({ waiting, signerName }: { waiting: Waiting; signerName: string }) {
  const [method, setMethod] = useState<Method>('typed')
  const [name, setName] = useState(signerName)
  const [strokes, setStrokes] = useState<number[][]>([])
  const [agrees, setAgrees] = useState(false)
  const [missing, setMissing] = useState<Missing>({})
  const sign = useSign()
  const spoken = language()
  const submit = () => {
    const found = missingIn({ method, name, strokes, agrees })
    setMissing(found)
    if (Object.keys(found).length > 0) return
    const drawn = method === 'drawn' ? { strokes } : {}
    sign.mutate({ responseId: waiting.id, revision: waiting.revision, name: name.trim(), method, ...drawn, language: spoken, agrees: true })
  }
  return (
    <Form onSubmit={submit} label={t('signing.title')}>
      <Section title={t('signing.statement')}>
        <Card>
          <p>{signingConsent[spoken]}</p>
        </Card>
        <LinkButton to="/portal/questionnaire" look="plain" wide>
          {t('signing.answers')}
        </LinkButton>
      </Section>
      <Choice
        label={t('signing.how')}
        value={method}
        onChange={setMethod}
        options={[
          { value: 'typed', label: t('signing.typed'), hint: t('signing.typedHint') },
          { value: 'drawn', label: t('signing.drawn'), hint: t('signing.drawnHint') },
        ]}
      />
      <Field
        label={t('signing.name')}
        hint={t('signing.nameHint')}
        value={name}
        onChange={setName}
        autoComplete="name"
        maxLength={200}
        error={missing.name}
      />
      {method === 'drawn' && <DrawPad error={missing.strokes} onDrawn={setStrokes} />}
      {method === 'typed' && name.trim() && (
        <p className={classes.typed} aria-hidden>
          {name}
        </p>
      )}
      <Check label={t('signing.agree')} checked={agrees} onChange={setAgrees} error={missing.agrees} />
      {sign.isError && <Notice kind="refused">{explainShortly(sign.error)}</Notice>}
      <Button type="submit" look="filled" wide busy={sign.isPending}>
        {t('signing.sign')}
      </Button>
    </Form>
  )
}

function missingIn({ method, name, strokes, agrees }: { method: Method; name: string; strokes: number[][]; agrees: boolean }): Missing {
  return {
    ...(name.trim() ? {} : { name: t('signing.noName') }),
    ...(method === 'drawn' && !isDrawn(strokes) ? { strokes: t('signing.empty') } : {}),
    ...(agrees ? {} : { agrees: t('signing.mustAgree') }),
  }
}
