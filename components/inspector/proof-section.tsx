'use client'

import { Section } from '@/components/inspector/section'
import type { LoadedRecipe } from '@/components/inspector/use-recipe'
import { Alert } from '@/components/ui/alert'
import { ShieldCheck } from '@/components/ui/icons'
import { useStudio } from '@/components/ui/studio-provider'
import type { EditView } from '@/lib/edits/view'
import { formatShare } from '@/lib/fidelity/share'
import { fullAddress } from '@/lib/studio/image-address'

/** Of a composite, and of an edit of a selection: that everything outside its mask is the original's own. */
export function ProofSection({ edit, loaded }: { edit: EditView; loaded: LoadedRecipe }) {
  const { keptHash, keptShare, featherPx, received } = loaded.recipe?.answered ?? {}
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
        Everything outside the mask, {formatShare(keptShare)} of the picture, is the original’s own, sample
        for sample; the passage of {String(featherPx)} px lies inside the rest. The written file was read
        again to prove it, and each download proves it once more.
      </p>
      <LastCheck editId={edit.id} />
      {typeof received === 'string' && (
        <a
          href={fullAddress(received, { format: 'png' })}
          download
          className="mt-1 inline-block text-ink-2 text-meta underline hover:text-ink"
        >
          The model’s own answer, as it came
        </a>
      )}
    </Section>
  )
}

/** What became of the proof when the picture was downloaded last. */
function LastCheck({ editId }: { editId: string }) {
  const check = useStudio(({ proofCheck }) => (proofCheck?.editId === editId ? proofCheck : null))
  if (!check) return null
  if (check.error)
    return (
      <div className="mt-1">
        <Alert>{check.error.message}</Alert>
      </div>
    )
  return <p className="mt-1 text-pretty text-ink-2 text-ui">{check.words}</p>
}
