import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

/** The look of everything that is typed into: recessed, a hairline, red when refused. */
export const fieldLook =
  'h-7 w-full min-w-0 rounded-2 bg-field px-2 text-ui text-ink shadow-hairline hover:shadow-control aria-invalid:shadow-refused pointer-coarse:min-h-11'

/** A line of text. Give it a name by `aria-label` or a `<label>`. */
export function Field({ className, ...rest }: ComponentProps<'input'>) {
  return <input type="text" className={cn(fieldLook, className)} {...rest} />
}
