import type { ReactNode } from 'react'

/** A part of Details with its own head and hairline. */
export function Section({
  title,
  note,
  tools,
  children,
}: {
  title: string
  note?: ReactNode
  tools?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-label={title} className="border-line border-b last:border-b-0">
      <div className="flex h-9 items-center gap-2 pr-2 pl-3">
        <h3 className="text-section">{title}</h3>
        <span className="flex-1 truncate text-ink-3 text-meta">{note}</span>
        {tools}
      </div>
      <div className="px-3 pb-3 empty:hidden">{children}</div>
    </section>
  )
}
