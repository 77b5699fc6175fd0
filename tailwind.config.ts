import type { Config } from 'tailwindcss'

/** Names for the tokens of `app/tokens.css`; no value is written here twice. */
const token = (name: string) => `var(--${name})`

const named = (...names: string[]) => Object.fromEntries(names.map((name) => [name, token(name)]))

export default {
  content: ['./app/**/*.tsx', './components/**/*.tsx'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      ...named(
        'stage',
        'page',
        'panel',
        'raised',
        'field',
        'scrim',
        'veil',
        'hover',
        'press',
        'fill',
        'chosen',
        'lit',
      ),
      ...named(
        'line',
        'line-strong',
        'line-control',
        'accent',
        'accent-hover',
        'accent-press',
        'accent-text',
      ),
      ...named('on-accent', 'select', 'focus', 'running', 'kept', 'changed', 'failed', 'unknown', 'map'),
      ...named('kept-soft', 'changed-soft', 'failed-soft', 'unknown-soft'),
      ink: token('text'),
      'ink-2': token('text-2'),
      'ink-3': token('text-3'),
    },
    fontFamily: { sans: token('sans'), mono: token('mono') },
    fontSize: {
      meta: ['11px', { lineHeight: '16px', fontWeight: '400' }],
      ui: ['12px', { lineHeight: '16px', fontWeight: '400' }],
      label: ['12px', { lineHeight: '16px', fontWeight: '500' }],
      section: ['12px', { lineHeight: '16px', fontWeight: '600' }],
      body: ['13px', { lineHeight: '20px', fontWeight: '400' }],
      name: ['13px', { lineHeight: '20px', fontWeight: '600' }],
      head: ['15px', { lineHeight: '20px', fontWeight: '600' }],
      prompt: ['16px', { lineHeight: '22px', fontWeight: '400' }],
      title: ['20px', { lineHeight: '28px', fontWeight: '600', letterSpacing: '-0.015em' }],
      figure: ['24px', { lineHeight: '28px', fontWeight: '500', letterSpacing: '-0.01em' }],
    },
    borderRadius: {
      none: '0',
      1: token('r-1'),
      2: token('r-2'),
      3: token('r-3'),
      sheet: '12px',
      full: token('r-full'),
    },
    boxShadow: {
      none: 'none',
      'lift-1': token('lift-1'),
      'lift-2': token('lift-2'),
      hairline: 'inset 0 0 0 1px var(--line-strong)',
      control: 'inset 0 0 0 1px var(--line-control)',
      box: 'inset 0 0 0 1.5px var(--line-control)',
      refused: 'inset 0 0 0 1px var(--failed)',
    },
    transitionDuration: { fast: token('m-fast'), base: token('m-base'), slow: token('m-slow') },
    transitionTimingFunction: { DEFAULT: token('ease') },
  },
} satisfies Config
