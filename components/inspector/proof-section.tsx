'use client'

import { Section } from '@/components/inspector/section'
import type { LoadedRecipe } from '@/components/inspector/use-recipe'
import { ShieldCheck } from '@/components/ui/icons'
import { formatShare } from '@/lib/fidelity/description'

/** Of a composite: that everything outside its mask is the original's own. */
export function ProofSection({ loaded }: { loaded: LoadedRecipe }) {
  const { keptHash, keptShare, featherPx } = loaded.recipe?.answered ?? {}
  if (typeof keptHash !== 'string' || typeof keptShare !== 'number') return null
  return (
    <Section title="Proof">
      <p className="flex items-center gap-1.5 text-ui">
        <ShieldCheck className="text-kept" />
        <span>
          Kept area proved equal: SHA-256{' '}
          <code className="whitespace-nowrap font-mono text-[11px]" title={keptHash}>
            {keptHash.slice(0, 6)}…
          </code>
        </span>
      </p>
      <p className="mt-1 text-pretty text-ink-3 text-meta">
        {formatShare(keptShare)} of the pixels are the original’s own, sample for sample; the passage of{' '}
        {String(featherPx)} px lies inside the rest. The written file was read again to prove it.
      </p>
    </Section>
  )
}
