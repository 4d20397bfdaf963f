/** docs/operations/settings.md, made from the settings themselves: names, defaults and what is allowed cannot go out of date. */
import { type SettingName, settings } from '../server/config.ts'
import { settingsWords } from '../server/settings-words.ts'

const head = `# Settings

All come from the environment; an empty one counts as unset. A wrong value stops the start with one line that names it, never its value.
This page is made by \`npm run docs:settings\`.

| setting | default | allowed | |
|---|---|---|---|
`

export function settingsReference(): string {
  const names = Object.keys(settings.shape).filter((name): name is SettingName => name in settings.shape && name === name.toUpperCase())
  return head + names.map((name) => `| \`${name}\` | ${defaultOf(name)} | ${allowedFor(name)} | ${settingsWords[name]} |\n`).join('')
}

function defaultOf(name: SettingName): string {
  const { data } = settings.shape[name].safeParse(undefined)
  return data === undefined ? '' : `\`${String(data)}\``
}

/** What the setting itself says when it is given something impossible. */
const allowedFor = (name: SettingName) => settings.shape[name].safeParse('\0').error?.issues[0]?.message ?? ''
