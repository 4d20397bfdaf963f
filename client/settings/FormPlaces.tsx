import { t } from '../lib/messages.ts'
import { CopyOnce } from '../ui/CopyOnce.tsx'
import type { PublicForm } from './forms.ts'
import classes from './settings.module.css'

/** Where a form is, and what one puts into one's own site. */
export function FormPlaces({ form: { name, token, url, origins } }: { form: PublicForm }) {
  const title = t('forms.frame', { name }).replaceAll('"', '')
  const places = [
    { label: t('forms.page'), content: url },
    ...(origins.length === 0
      ? []
      : [
          {
            label: t('forms.embed'),
            content: `<iframe src="${url}" title="${title}" width="100%" height="1000" style="border:0"></iframe>`,
          },
          { label: t('forms.program'), content: `${new URL(url).origin}/api/v1/public/forms/${token}` },
        ]),
  ]
  return places.map((place) => (
    <div key={place.label}>
      <p className={classes.quiet}>{place.label}</p>
      <CopyOnce label={place.label} secret={place.content} />
    </div>
  ))
}
