import { offeredSamples } from '@/lib/images/offered-samples'

const CREDITS = new Set(offeredSamples.map(({ credit, licence }) => `${credit} (${licence})`))

/** Whoever offers these photos names their makers and licences. */
export function SampleCredits() {
  return <p className="text-pretty text-ink-3 text-meta">Photos: {[...CREDITS].join('; ')}.</p>
}
