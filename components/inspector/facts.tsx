import type { ReactNode } from 'react'

export type Fact = { name: string; value: ReactNode }

/** Names and their values, one under the other. */
export function Facts({ rows }: { rows: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-2 gap-y-1 text-ui">
      {rows.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="min-w-0 break-words text-ink-3">{name}</dt>
          <dd className="flex min-h-4 min-w-0 items-center gap-1 self-start break-words pointer-coarse:[&>button]:-my-3.5">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
