import { type ThemeChoice, themeChoices, useThemeChoice } from '../lib/theme.ts'
import { t } from '../messages.ts'
import { Switch } from './Switch.tsx'

const words = { auto: 'shell.themeAuto', light: 'shell.themeLight', dark: 'shell.themeDark' } as const

export function ThemeSwitch() {
  const [choice, choose] = useThemeChoice()
  const options = themeChoices.map((value: ThemeChoice) => ({ value, label: t(words[value]) }))
  return <Switch label={t('shell.theme')} value={choice} options={options} onChange={choose} />
}
