import { formatShare } from '@/lib/fidelity/share'

/** Kept is grey, changed is magenta, everywhere. */
export function KeptMeter({ share }: { share: number }) {
  return (
    <div
      role="img"
      aria-label={`${formatShare(share)} kept, ${formatShare(1 - share)} changed`}
      className="flex h-1 flex-1 gap-0.5"
    >
      <i className="rounded-full bg-line-control" style={{ flex: share }} />
      <i className="rounded-full bg-map" style={{ flex: 1 - share }} />
    </div>
  )
}
