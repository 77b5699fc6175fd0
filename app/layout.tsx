import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import './globals.css'

const sans = localFont({
  src: '../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
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
      className={sans.variable}
    >
      <body>{children}</body>
    </html>
  )
}
