import type { ReactNode } from 'react'

export type Fact = { name: string; value: ReactNode }

/** Names and their values, one under the other. */
export function Facts({ rows }: { rows: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-2 gap-y-1 text-ui">
      {rows.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="flex min-w-0 items-center text-ink-3">
            <span className="truncate" title={name}>
              {name}
            </span>
          </dt>
          <dd className="flex min-h-4 min-w-0 items-center gap-1 break-words pointer-coarse:[&>button]:-my-3.5">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
