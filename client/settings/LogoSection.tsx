import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { productColour, showsWhite } from '#shared/colours'
import { t } from '../lib/messages.ts'
import { BrandMark } from '../ui/Brand.tsx'
import { FormSection } from '../ui/FormSection.tsx'
import { type Clinic, changeClinic, useSaving } from './queries.ts'
import classes from './settings.module.css'

const shape = /^#[0-9a-f]{6}$/

export function LogoSection({ clinic, etag }: { clinic: Clinic; etag: string | undefined }) {
  const saved = clinic.logoColour ?? productColour
  const [text, setText] = useState(saved)
  const colour = text.trim().toLowerCase()
  const save = useSaving(changeClinic)
  const isColour = shape.test(colour)
  const wrong = !isColour ? t('settings.logoShape', { example: productColour }) : !showsWhite(colour) ? t('settings.logoLight') : undefined
  const store = (logoColour: string | null) => save.mutate({ body: { logoColour }, ifMatch: etag })
  return (
    <FormSection title={t('settings.logo')} detail={t('settings.logoDetail')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!wrong) store(colour)
        }}
      >
        <div className={classes.colour}>
          <BrandMark colour={isColour ? colour : saved} size={40} />
          <input
            type="color"
            className={classes.picker}
            aria-label={t('settings.pickColour')}
            value={isColour ? colour : saved}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <TextInput
            label={t('settings.logoField', { example: productColour })}
            value={text}
            maxLength={7}
            onChange={(event) => setText(event.currentTarget.value)}
            error={wrong !== undefined}
            spellCheck={false}
          />
        </div>
        {wrong && (
          <p className={classes.wrong} role="alert">
            {wrong}
          </p>
        )}
        <div className={classes.buttons}>
          <Button type="submit" variant="default" disabled={colour === saved || wrong !== undefined} loading={save.isPending}>
            {t('common.save')}
          </Button>
          {clinic.logoColour && (
            <Button variant="subtle" onClick={() => store(null)}>
              {t('settings.logoUsual')}
            </Button>
          )}
        </div>
      </form>
    </FormSection>
  )
}
