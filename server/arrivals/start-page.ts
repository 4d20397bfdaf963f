/** The start page as HTML: a form that works without scripts, in one document of a few kilobytes. */
import { productColour } from '../../shared/colours.ts'
import { type Language, languages } from '../../shared/values.ts'
import { states } from '../../shared/zones.ts'
import { script, styles } from './start-looks.ts'
import { startWords } from './words.ts'

export interface Frame {
  language: Language
  nonce: string
  clinic: { name: string; isDemo: boolean; logoColour: string | null }
  /** The page's address in each language. */
  inLanguage: (language: Language) => string
}
export interface Filled {
  action: string
  stamp: string
  submissionKey: string
  /** What was typed, and what came with the address. */
  values: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  notice?: string
}

/** Kept along unseen: where the person came from. */
export const traces = ['source', 'utmSource', 'utmMedium', 'utmCampaign', 'utmTerm', 'utmContent', 'referrer'] as const

export function formPage(frame: Frame, filled: Filled): string {
  const words = startWords[frame.language]
  const { values, errors } = filled
  const field = (name: string, label: string, more: Partial<FieldLooks> = {}) =>
    fieldOf({ name, label, value: values[name] ?? '', error: errors[name], optional: words.optional, ...more })
  const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${safe(value)}">`
  const isWrong = Object.keys(errors).length > 0
  return page(
    frame,
    words.title(frame.clinic.name),
    `<h1>${safe(words.title(frame.clinic.name))}</h1><p class="lead">${safe(words.lead)}</p>
${filled.notice || isWrong ? `<p class="wrong" role="alert">${safe(filled.notice ?? words.wrongTitle)}</p>` : ''}
<form method="post" action="${safe(filled.action)}" novalidate>
${field('firstName', words.firstName, { complete: 'given-name', isNeeded: true })}
${field('lastName', words.lastName, { complete: 'family-name', isNeeded: true })}
${field('email', words.email, { complete: 'email', type: 'email', hint: words.emailHint, isNeeded: true })}
${field('phone', words.phone, { complete: 'tel', type: 'tel' })}
${field('state', words.state, { hint: words.stateHint, options: stateOptions(words.choose, values.state) })}
${field('timeZone', words.timeZone, { options: zoneOptions(words, values.timeZone) })}
<p class="trap" aria-hidden="true"><label>${safe(words.empty)} <input name="website" tabindex="-1" autocomplete="off"></label></p>
<div class="field"><label class="check"><input type="checkbox" name="consent" value="yes"${values.consent ? ' checked' : ''}${errors.consent ? ' aria-invalid="true" aria-describedby="consent-error"' : ''}><span>${safe(words.consent(frame.clinic.name))}</span></label>${errors.consent ? `<span class="error" id="consent-error">${safe(errors.consent)}</span>` : ''}</div>
${hidden('stamp', filled.stamp)}${hidden('submissionKey', filled.submissionKey)}${hidden('language', frame.language)}${traces.map((name) => (values[name] ? hidden(name, values[name]) : '')).join('')}
<button>${safe(words.send)}</button>
</form>
<p class="below">${safe(words.have)} <a href="/portal/sign-in" target="_top">${safe(words.signIn)}</a></p>`,
  )
}

export function thanksPage(frame: Frame): string {
  const words = startWords[frame.language]
  return page(
    frame,
    words.thanksTitle,
    `<h1>${safe(words.thanksTitle)}</h1><p class="lead">${safe(words.thanks)}</p><p>${safe(words.thanksNothing)}</p>`,
  )
}

export function missingPage(frame: Frame): string {
  const words = startWords[frame.language]
  return page(frame, words.missing, `<h1>${safe(words.missing)}</h1><p class="lead">${safe(words.missingLead)}</p>`)
}

function page({ language, nonce, clinic, inLanguage }: Frame, title: string, body: string): string {
  const words = startWords[language]
  const names: Record<Language, string> = { en: 'English', es: 'Español' }
  const switches = languages.map((each) =>
    each === language
      ? `<span aria-current="true">${names[each]}</span>`
      : `<a href="${safe(inLanguage(each))}" lang="${each}" hreflang="${each}">${names[each]}</a>`,
  )
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="description" content="${safe(words.lead)}"><title>${safe(title)}</title>
<link rel="icon" href="data:,"><style nonce="${nonce}">${styles}</style></head>
<body><header><svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><rect width="24" height="24" rx="6" fill="${safe(clinic.logoColour ?? productColour)}"/><path d="M4.5 12.5h3l2-5 4 9.5 2.2-4.5h3.8" fill="none" stroke="#fff" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/></svg><b>${safe(clinic.name)}</b>${clinic.isDemo ? `<span class="demo">${safe(words.demo)}</span>` : ''}</header>
<main>${body}</main><footer><nav aria-label="${safe(words.language)}">${switches.join(' ')}</nav></footer><script nonce="${nonce}">${script}</script></body></html>`
}

interface FieldLooks {
  name: string
  label: string
  value: string
  error: string | undefined
  /** The word beside what may be left out. */
  optional: string
  isNeeded: boolean
  hint: string
  type: string
  complete: string
  /** Those of a list to choose from, as HTML. */
  options: string
}

function fieldOf(looks: Partial<FieldLooks> & Pick<FieldLooks, 'name' | 'label' | 'value' | 'optional'>): string {
  const { name, label, value, error, optional, isNeeded, hint, type = 'text', complete, options } = looks
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  const shared = `id="${name}" name="${name}"${described ? ` aria-describedby="${described}"` : ''}${error ? ' aria-invalid="true"' : ''}${isNeeded ? ' required' : ''}`
  const control =
    options === undefined
      ? `<input ${shared} type="${type}" value="${safe(value)}" maxlength="200"${complete ? ` autocomplete="${complete}"` : ''}>`
      : `<select ${shared}>${options}</select>`
  return `<div class="field"><label for="${name}">${safe(label)}${isNeeded ? '' : ` <small>${safe(optional)}</small>`}</label>${
    hint ? `<span class="hint" id="${name}-hint">${safe(hint)}</span>` : ''
  }${control}${error ? `<span class="error" id="${name}-error">${safe(error)}</span>` : ''}</div>`
}

const option = (value: string, words: string, chosen: string | undefined) =>
  `<option value="${safe(value)}"${value === chosen ? ' selected' : ''}>${safe(words)}</option>`

const stateOptions = (empty: string, chosen: string | undefined) =>
  option('', empty, chosen) +
  Object.entries(states)
    .map(([code, { name }]) => option(code, name, chosen))
    .join('')

function zoneOptions(words: { ofState: string; usual: string; others: string }, chosen: string | undefined): string {
  const usual = [...new Set(Object.values(states).flatMap(({ zone }) => zone ?? []))]
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => !usual.includes(zone))
  const group = (label: string, zones: readonly string[]) =>
    `<optgroup label="${safe(label)}">${zones.map((zone) => option(zone, zone.replaceAll('_', ' '), chosen)).join('')}</optgroup>`
  return option('', words.ofState, chosen) + group(words.usual, usual) + group(words.others, others)
}

function safe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}
