import { cn } from '@/lib/cn'

/** The 6 px mark before a state's word; hollow where nothing is there yet. */
export function Dot({ isHollow = false }: { isHollow?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'inline-block size-1.5 shrink-0 rounded-full',
        isHollow ? 'shadow-[inset_0_0_0_1.5px_currentColor]' : 'bg-current',
      )}
    />
  )
}
