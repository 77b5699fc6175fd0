import { SignOut } from '@/components/ui/sign-out'
import { ThemeSwitch } from '@/components/ui/theme-switch'
import { PLACES } from '@/components/ui/top-bar'

/** Where the header has no room: the other pages and the theme, at the foot of the left drawer. */
export function PhoneMenu({ canSignOut }: { canSignOut: boolean }) {
  return (
    <nav aria-label="Pages" className="flex shrink-0 items-center gap-1 border-line border-t p-2 sm:hidden">
      {PLACES.map(({ href, label, icon }) => (
        <a
          key={href}
          href={href}
          className="flex min-h-11 items-center gap-2 rounded-2 px-2 text-ink-2 hover:bg-hover"
        >
          {icon}
          {label}
        </a>
      ))}
      <span className="ml-auto flex">
        <ThemeSwitch />
        {canSignOut && <SignOut />}
      </span>
    </nav>
  )
}
