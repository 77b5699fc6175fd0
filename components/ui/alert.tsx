import type { ReactNode } from 'react'
import { TriangleAlert } from '@/components/ui/icons'

/** A refusal beside the thing refused; spoken at once. */
export function Alert({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="flex items-start gap-1 text-meta text-failed">
      <TriangleAlert className="mt-0.5 size-3" />
      <span>{children}</span>
    </p>
  )
}
