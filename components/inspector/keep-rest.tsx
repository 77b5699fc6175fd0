'use client'

import { OPENS_MASK_ID } from '@/components/inspector/lost-focus'
import { Button } from '@/components/ui/button'
import { ShieldCheck } from '@/components/ui/icons'
import { useStudioStore } from '@/components/ui/studio-provider'
import { useBusy } from '@/components/ui/use-busy'
import type { EditView, ImageView } from '@/lib/edits/view'

const HELP_ID = 'keep-rest-help'

/**
 * The way to a picture that differs from the original only where it was meant to. The Keep of a pane stands near it and
 * only marks a result: here it is said that something is made.
 */
export function KeepRest({ edit, original, taken, areRegionsListed }: KeepRestProps) {
  const store = useStudioStore()
  const [isOpening, keepOpening] = useBusy()
  const handleOpen = () => keepOpening(() => store.getState().openMask(edit, original, taken))
  return (
    <div className="flex flex-col gap-1.5">
      <Button
        id={OPENS_MASK_ID}
        look="outline"
        icon={<ShieldCheck />}
        isBusy={isOpening}
        disabled={isOpening}
        aria-describedby={HELP_ID}
        className="w-full justify-start font-normal"
        onClick={() => void handleOpen()}
      >
        Keep everything else exactly as it was
      </Button>
      <p id={HELP_ID} className="text-pretty text-ink-3 text-meta">
        Makes a new picture: {areRegionsListed ? 'the ticked regions' : 'what you paint'} from this result,
        every other pixel from the original.
      </p>
    </div>
  )
}

type KeepRestProps = {
  edit: EditView
  original: ImageView
  /** The regions to begin with, counted from 1. */
  taken: readonly number[]
  areRegionsListed: boolean
}
