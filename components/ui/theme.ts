export const THEMES = ['system', 'dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

const YEAR_S = 31_536_000

export const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value)

/** The theme of the page as it stands now. */
export function readTheme(): Theme {
  const { theme } = document.documentElement.dataset
  return isTheme(theme) ? theme : 'system'
}

/** Changes the whole page in one frame and keeps the choice for the next visit. */
export function chooseTheme(theme: Theme): void {
  const { dataset } = document.documentElement
  dataset.switching = ''
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`
  requestAnimationFrame(() => requestAnimationFrame(() => delete dataset.switching))
}
