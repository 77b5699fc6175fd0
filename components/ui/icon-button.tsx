import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/cn'

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  /** Its name for everyone: read aloud, and shown on hover. */
  label: string
  icon: ReactNode
  size?: 'small' | 'control'
  /** A tool that is switched on; pressed state is said when given. */
  isOn?: boolean
}

/** A square button that shows only an icon. 24 or 28 px, 44 under a finger. */
export function IconButton({ label, icon, size = 'control', isOn, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isOn}
      title={label}
      className={cn(
        'inline-flex shrink-0 items-center justify-center rounded-2 text-ink-2 transition-colors duration-fast enabled:hover:bg-hover enabled:hover:text-ink enabled:active:bg-press disabled:opacity-42 pointer-coarse:min-h-11 pointer-coarse:min-w-11',
        size === 'small' ? 'size-6' : 'size-7',
        isOn && 'bg-chosen! text-ink!',
        className,
      )}
      {...rest}
    >
      {icon}
    </button>
  )
}
