import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import './globals.css'

/** What the screen itself is written with; made by scripts/fonts.mjs. */
const latin = localFont({
  src: './fonts/geist-latin.woff2',
  variable: '--font-latin',
  weight: '400 600',
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+20-7E, U+A0-FF, U+2013-2014, U+2018-2019, U+201C-201D, U+2026, U+2022, U+2190-2193, U+2212, U+2318',
    },
  ],
})

/** Further letters that users write: fetched when one of them is on the screen. */
const further = localFont({
  src: '../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-further',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+100-24F, U+300-36F, U+400-4FF, U+1E00-1EFF' }],
})

export const metadata: Metadata = {
  title: { default: 'Afterimage', template: '%s · Afterimage' },
  description: 'Edit photos by instruction, and see what an edit changed.',
  icons: { icon: '/icon.svg' },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: dark)', color: '#1b1b1b' },
    { media: '(prefers-color-scheme: light)', color: '#f7f7f7' },
  ],
}

/** The theme is in a cookie, so that the very first paint has it; without one the system decides. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value
  return (
    <html
      lang="en"
      data-theme={theme === 'dark' || theme === 'light' ? theme : undefined}
      className={`${latin.variable} ${further.variable}`}
    >
      <body>{children}</body>
    </html>
  )
}
