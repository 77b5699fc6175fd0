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
      <div className="px-3 pb-3">{children}</div>
    </section>
  )
}

export type Fact = { name: string; value: ReactNode }

/** Names and their values, one under the other. */
export function Facts({ rows }: { rows: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-2 gap-y-1 text-ui">
      {rows.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="flex min-w-0 items-center text-ink-3">
            <span className="truncate">{name}</span>
          </dt>
          <dd className="flex min-h-4 min-w-0 items-center gap-1 break-words pointer-coarse:[&>button]:-my-3.5">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
