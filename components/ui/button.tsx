import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/cn'

const looks = {
  quiet: 'text-ink enabled:hover:bg-hover enabled:active:bg-press',
  dim: 'font-normal text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink enabled:active:bg-press',
  outline: 'text-ink shadow-hairline enabled:hover:bg-hover enabled:active:bg-press',
  fill: 'bg-fill text-ink enabled:hover:bg-press enabled:active:bg-press',
  strong: 'bg-ink font-semibold text-panel enabled:hover:opacity-90 enabled:active:bg-ink-2',
  primary:
    'bg-accent font-semibold text-on-accent enabled:hover:bg-accent-hover enabled:active:bg-accent-press',
} as const

const sizes = {
  small: 'h-6 px-2 pointer-coarse:min-h-11',
  control: 'h-7 px-2.5 pointer-coarse:min-h-11',
  large: 'h-8 px-3.5 pointer-coarse:min-h-11',
  touch: 'h-12 rounded-3 px-3.5 text-[15px]',
} as const

type ButtonProps = ComponentProps<'button'> & {
  look?: keyof typeof looks
  size?: keyof typeof sizes
  icon?: ReactNode
  /** A tool that is switched on. */
  isOn?: boolean
  /** Work goes on: a spinner takes the icon's place, the label and the width stay. */
  isBusy?: boolean
}

/** Quiet by default, `outline` for a second choice, `strong` once in a panel, `primary` for Run alone. */
export function Button({
  look = 'quiet',
  size = look === 'primary' || look === 'strong' ? 'large' : 'control',
  icon,
  isOn = false,
  isBusy = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={isBusy || undefined}
      className={cn(
        'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-2 text-label transition-colors duration-fast disabled:opacity-42',
        looks[look],
        sizes[size],
        isOn && 'bg-chosen! text-ink!',
        className,
      )}
      {...rest}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </button>
  )
}

/** Work goes on, and nobody knows how long. */
export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="turning size-3 rounded-full border-[1.5px] border-current border-t-transparent"
    />
  )
}
