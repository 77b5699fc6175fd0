/** Kept is grey, changed is magenta, everywhere. */
export function KeptMeter({ share }: { share: number }) {
  const kept = (share * 100).toFixed(1)
  return (
    <div
      role="img"
      aria-label={`${kept} % kept, ${(100 - Number(kept)).toFixed(1)} % changed`}
      className="flex h-1 flex-1 gap-0.5"
    >
      <i className="rounded-full bg-line-control" style={{ flex: share }} />
      <i className="rounded-full bg-map" style={{ flex: 1 - share }} />
    </div>
  )
}
