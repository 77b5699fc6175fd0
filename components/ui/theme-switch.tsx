'use client'

import { useSyncExternalStore } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Monitor, Moon, Sun } from '@/components/ui/icons'
import { chooseTheme, readTheme, THEMES, type Theme } from '@/components/ui/theme'

const icons = { system: <Monitor />, dark: <Moon />, light: <Sun /> } satisfies Record<Theme, unknown>

/** Goes through system, dark and light; says which one is on. */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(watchTheme, readTheme, onServer)
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'
  return <IconButton label={`Theme: ${theme}`} icon={icons[theme]} onClick={() => chooseTheme(next)} />
}

function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

const onServer = (): Theme => 'system'
