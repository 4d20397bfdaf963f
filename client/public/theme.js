// Runs before the first paint, so that a chosen dark theme never flashes white. Same key and values as lib/theme-choice.ts.
;(() => {
  let choice = 'auto'
  try {
    choice = localStorage.getItem('healthcrm.theme') ?? 'auto'
  } catch {
    // Storage may be forbidden; the system's choice stands.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
