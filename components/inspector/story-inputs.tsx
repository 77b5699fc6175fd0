'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { SegmentedRadio } from '@/components/ui/segmented-radio'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useBusy } from '@/components/ui/use-busy'
import { formatUsd } from '@/lib/edits/run-plan'
import type { EditView } from '@/lib/edits/view'
import { readyInputs } from '@/lib/studio/inputs/input-list'

const PARTS = [
  { value: 'all', label: 'The whole branch' },
  { value: 'last', label: 'The last step' },
] as const

/** Chooses the photos on which the recipes of a branch are done again. */
export function StoryInputs({ steps }: { steps: readonly EditView[] }) {
  const store = useStudioStore()
  const items = useStudio((state) => state.items)
  const cards = useStudio((state) => state.cards)
  const [part, setPart] = useState<'all' | 'last'>('all')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isSending, keepSending] = useBusy()
  const own = new Set(steps.flatMap(({ inputImageId, image }) => [inputImageId, image?.id]))
  const others = readyInputs(items).filter(({ imageId }) => !own.has(imageId))
  const chosen = others.filter(({ imageId }) => !left.has(imageId))
  const asked = part === 'all' ? steps : steps.slice(-1)
  const prices = asked.map(({ modelId }) => cards.find(({ id }) => id === modelId)?.priceUsd)
  if (others.length === 0)
    return (
      <p className="text-pretty text-ink-2 text-ui">
        Add the other photos under Inputs first, up to 16. They are offered here then.
      </p>
    )
  const toggle = (imageId: string, isChosen: boolean) => {
    const next = new Set(left)
    if (isChosen) next.delete(imageId)
    else next.add(imageId)
    setLeft(next)
  }
  const send = () =>
    keepSending(async () => {
      const inputs = chosen.map(({ imageId, editId, name }) => ({ imageId, editId, name }))
      const isTaken = await store.getState().replay(
        asked.map(({ id }) => id),
        inputs,
      )
      if (isTaken) store.getState().closeStory()
    })
  return (
    <div role="group" aria-label="Run on other inputs" className="flex flex-col gap-2">
      {steps.length > 1 && (
        <SegmentedRadio
          label="What is run"
          segments={PARTS}
          value={part}
          onValue={setPart}
          className="self-start"
        />
      )}
      <div className="flex flex-wrap">
        {others.map(({ imageId, name }) => (
          <Checkbox
            key={imageId}
            label={name}
            isChecked={!left.has(imageId)}
            onChange={(isChosen) => toggle(imageId, isChosen)}
          >
            <span className="max-w-48 truncate">{name}</span>
          </Checkbox>
        ))}
      </div>
      <div className="flex items-center gap-3">
        <Button look="primary" isBusy={isSending} disabled={chosen.length === 0} onClick={() => void send()}>
          Run {asked.length * chosen.length} {asked.length * chosen.length === 1 ? 'edit' : 'edits'}
        </Button>
        <p className="text-ink-2 text-meta">
          {counted(asked.length, 'step')} × {counted(chosen.length, 'photo')}, {costOf(prices, chosen.length)}
          . A step starts when the one before it is done.
        </p>
      </div>
    </div>
  )
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

/** An unknown price is said, never counted as nothing. */
function costOf(prices: readonly (number | undefined)[], photos: number): string {
  const knownUsd = photos * prices.reduce<number>((sum, price) => sum + (price ?? 0), 0)
  const unknown = photos * prices.filter((price) => price === undefined).length
  if (unknown === 0) return knownUsd === 0 ? 'free' : `about ${formatUsd(knownUsd)}`
  return `${knownUsd > 0 ? `about ${formatUsd(knownUsd)}, ` : ''}${counted(unknown, 'price')} unknown`
}
