import type { ReactNode } from 'react'
import { BrandMark } from '@/components/ui/brand-mark'
import { Folder, Layers } from '@/components/ui/icons'
import { SignOut } from '@/components/ui/sign-out'
import { ThemeSwitch } from '@/components/ui/theme-switch'
import { cn } from '@/lib/cn'

/** Where the header, and the menu of a phone, lead. */
export const PLACES = [
  { href: '/projects', label: 'Projects', icon: <Folder /> },
  { href: '/models', label: 'Models', icon: <Layers /> },
] as const

/**
 * The header of every page, 40 px. `children` stand behind the name of the product, `tools` at the very right; on a
 * phone `hasMenu` leaves the places to a menu of the page's own. Plain links: the router's own weigh 5 kB, and leaving
 * the studio ends its stream and uploads anyway.
 */
export function TopBar({
  current,
  before,
  hasMenu = false,
  canSignOut = false,
  tools,
  children,
}: {
  current?: (typeof PLACES)[number]['href']
  before?: ReactNode
  hasMenu?: boolean
  /** Whether this instance asks for a password. */
  canSignOut?: boolean
  tools?: ReactNode
  children?: ReactNode
}) {
  return (
    <header className="flex h-10 shrink-0 items-center gap-2 border-line border-b bg-panel pr-2 pl-3 max-lg:pl-1 pointer-coarse:h-12">
      {before}
      <a
        href="/"
        className="flex shrink-0 items-center gap-2 rounded-1 text-name tracking-[-0.005em] max-lg:pl-2 pointer-coarse:min-h-11"
      >
        <BrandMark />
        <span className="max-sm:sr-only">Afterimage</span>
      </a>
      {children && (
        <span aria-hidden="true" className="px-0.5 text-ink-3 max-sm:hidden">
          /
        </span>
      )}
      {children}
      <nav aria-label="Studio" className="ml-auto flex shrink-0 items-center gap-0.5">
        {PLACES.map(({ href, label, icon }) => (
          <a
            key={href}
            href={href}
            aria-current={href === current ? 'page' : undefined}
            title={label}
            className={cn(
              hasMenu && 'max-sm:hidden',
              'flex h-7 items-center gap-1.5 rounded-2 px-2 text-ui transition-colors duration-fast hover:bg-hover hover:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center',
              href === current ? 'bg-fill font-medium text-ink' : 'text-ink-2',
            )}
          >
            {icon}
            <span className="max-md:sr-only">{label}</span>
          </a>
        ))}
        <span className="mx-1.5 h-4 w-px bg-line-strong max-sm:hidden" />
        <span className={cn(hasMenu && 'max-sm:hidden')}>
          <ThemeSwitch />
        </span>
        {canSignOut && (
          <span className={cn(hasMenu && 'max-sm:hidden')}>
            <SignOut />
          </span>
        )}
        {tools}
      </nav>
    </header>
  )
}
