/** 3 px, named by what it belongs to. `share` is 0 to 1; without it the end is not known. */
export function ProgressBar({ label, share }: { label: string; share?: number }) {
  const percent = share === undefined ? undefined : Math.round(share * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-[3px] min-w-0 flex-1 overflow-hidden rounded-full bg-press"
    >
      <div className="h-full rounded-full bg-accent" style={{ width: `${percent ?? 0}%` }} />
    </div>
  )
}
