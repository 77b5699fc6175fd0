'use client'

import { Button } from '@/components/ui/button'
import { Layers } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useBusy } from '@/components/ui/use-busy'
import type { NodeKey } from '@/lib/history/node-key'
import { findParts } from '@/lib/studio/masks/parts'

/** Offered where several results of one original are looked at: they can be painted into one picture. */
export function CombineParts({ keys }: { keys: readonly NodeKey[] }) {
  const store = useStudioStore()
  const isOffered = useStudio(({ nodes }) => findParts(nodes, keys) !== undefined)
  const [isBusy, keepBusy] = useBusy()
  if (!isOffered) return null
  const handleClick = () => keepBusy(() => store.getState().openParts(keys))
  return (
    <Button
      look="outline"
      icon={<Layers />}
      isBusy={isBusy}
      disabled={isBusy}
      title="Paint areas of each result over the original, into one picture"
      className="mt-2 w-full justify-start font-normal"
      onClick={() => void handleClick()}
    >
      Combine the best parts
    </Button>
  )
}
