'use client'

import { useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useBusy } from '@/components/ui/use-busy'
import type { ModelCard } from '@/lib/models/card'
import { findReplacement } from '@/lib/studio/composer/replacement'

/** Beside a withdrawn model: take the one that stands in for it, or ask the vendor once more. */
export function WithdrawnTools({ card }: { card: ModelCard }) {
  const store = useStudioStore()
  const [isBusy, keepBusy] = useBusy()
  const [problem, setProblem] = useState<string>()
  const replacement = useStudio((state) => findReplacement(state.cards, state.availability, card.id))
  const checkAgain = () =>
    keepBusy(async () => setProblem((await store.getState().checkModelAgain(card.id))?.message))
  return (
    <span className="flex items-center gap-1">
      {replacement && (
        <Button
          look="outline"
          size="small"
          className="font-normal"
          onClick={() => store.getState().replaceModel(card.id, replacement.id)}
        >
          Use {replacement.shortName}
        </Button>
      )}
      <Button
        look="quiet"
        size="small"
        isBusy={isBusy}
        aria-label={`Check again: ${card.name}`}
        className="font-normal"
        onClick={() => void checkAgain()}
      >
        Check again
      </Button>
      {problem && <Alert>{problem}</Alert>}
    </span>
  )
}
