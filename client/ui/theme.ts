/**
 * The look: one accent (petrol), warm neutrals, a 4 px grid, system fonts. Components get their defaults as plain
 * objects, not through `Component.extend`, so that the first load carries only the components it shows.
 */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'
import { darkScheme, lightScheme } from './scheme.ts'

/** The accent. 7 is the fill and link in light; 6 the fill and 3 the link in dark (all AA with their text). */
const petrol: MantineColorsTuple = [
  '#eef7f9',
  '#dbedf2',
  '#b5dae4',
  '#7cc7da',
  '#4fa5bb',
  '#2d869e',
  '#1a7087',
  '#0f5f75',
  '#0b4d60',
  '#083c4b',
]
/** Only what is late, refused or destroyed. 7 is the fill in light, 6 in dark; both carry white text. */
const red: MantineColorsTuple = [
  '#fce8e7',
  '#f9d3d1',
  '#f6958f',
  '#ec6f68',
  '#dd4f48',
  '#cf3f39',
  '#bd3430',
  '#a81f1e',
  '#8c1817',
  '#701212',
]
/** Warm neutrals: paper, not hospital blue-grey. 6 is the lightest grey that may carry text on paper. */
const stone: MantineColorsTuple = [
  '#faf9f7',
  '#f4f2ee',
  '#eae7e1',
  '#dad6ce',
  '#bfbab0',
  '#8f8a80',
  '#67635b',
  '#4d4a44',
  '#33312d',
  '#1c1b19',
]
/** Dark surfaces: 9 app, 8 sunken, 7 body, 6 raised, 5 line, 4 strong line, 2 dimmed text, 0 text. */
const dark: MantineColorsTuple = [
  '#edebe6',
  '#cfccc5',
  '#aaa69d',
  '#8d8980',
  '#45443f',
  '#30302c',
  '#232320',
  '#1a1a18',
  '#151513',
  '#11110f',
]

/** Our own variables and Mantine's; CSS modules use these, never a raw hex. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--hc-row': '40px', '--hc-panel': '440px', '--hc-nav': '208px', '--hc-bar': '52px' },
  light: {
    ...lightScheme,
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c1b19',
    '--mantine-color-dimmed': '#67635b',
    '--mantine-color-placeholder': '#6b675f',
    '--mantine-color-anchor': '#0f5f75',
    '--mantine-color-error': '#a81f1e',
    '--mantine-color-default-border': '#dad6ce',
  },
  dark: {
    ...darkScheme,
    '--mantine-color-body': '#1a1a18',
    '--mantine-color-text': '#edebe6',
    '--mantine-color-dimmed': '#aaa69d',
    '--mantine-color-placeholder': '#9b978e',
    '--mantine-color-anchor': '#7cc7da',
    '--mantine-color-error': '#f6958f',
    '--mantine-color-default-border': '#45443f',
    '--mantine-color-default': '#232320',
  },
})

/** Work surfaces are dense (xs, sm); the pages before sign-in pass size="md" for thumbs. */
const components = {
  Button: {
    defaultProps: { size: 'xs' },
    styles: { root: { fontWeight: 500, flexShrink: 0 }, section: { marginInlineEnd: 6 } },
  },
  ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
  TextInput: { defaultProps: { size: 'xs' } },
  PasswordInput: { defaultProps: { size: 'xs' } },
  Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2 } },
  // A list opens when it is asked for: one that opens by itself lies over what stands below.
  Select: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' }, openOnFocus: false } },
  Input: { styles: { input: { fontSize: 'var(--hc-input-font, 13px)' } } },
  InputWrapper: {
    // What helps stands below, so that fields side by side begin on one line.
    defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    styles: { label: { marginBottom: 4 }, description: { marginTop: 4 }, error: { marginTop: 4 } },
  },
  Checkbox: { defaultProps: { size: 'xs', radius: 'xs' } },
  Badge: {
    defaultProps: { variant: 'light', size: 'md', radius: 'xs' },
    styles: { root: { textTransform: 'none', fontWeight: 500, letterSpacing: 0 } },
  },
  SegmentedControl: { defaultProps: { size: 'xs' }, styles: { label: { fontWeight: 400 } } },
  // The placeholder that Mantine puts first in a menu is no menu item, which screen readers and axe mind.
  Menu: {
    defaultProps: { shadow: 'md', withArrow: false, withInitialFocusPlaceholder: false, transitionProps: { duration: 90 } },
    styles: { itemSection: { marginInlineEnd: 8 } },
  },
  Popover: { defaultProps: { shadow: 'md', withArrow: false, transitionProps: { duration: 90 } } },
  Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 80 }, withArrow: false } },
  Modal: { defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 120 } } },
  Skeleton: { defaultProps: { radius: 'xs' } },
  Loader: { defaultProps: { size: 16, type: 'oval' } },
}

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, red, gray: stone, dark },
  autoContrast: true,
  fontFamily:
    '-apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.4', xl: '1.25' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  shadows: { xs: 'var(--hc-shadow)', sm: 'var(--hc-shadow)', md: 'var(--hc-pop)' },
  components,
})
