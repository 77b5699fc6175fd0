'use client'

import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { CropThumbnail } from '@/components/composer/crop-thumbnail'
import { useStudio } from '@/components/ui/studio-provider'
import { Thumbnail } from '@/components/ui/thumbnail'
import type { InputView } from '@/lib/edits/view'
import type { Box } from '@/lib/images/raster'
import type { ModelCard } from '@/lib/models/card'
import { draftOf, runPartsOf } from '@/lib/studio/composer/run-draft'
import { listSentInputs, type SentInput } from '@/lib/studio/composer/sent-inputs'
import { thumbAddress } from '@/lib/studio/image-address'

/** For each input, what preparation will do to it before it leaves this machine. */
export function WhatIsSent({ cards }: { cards: readonly ModelCard[] }) {
  const asked = useStudio(useShallow(runPartsOf))
  const sent = useMemo(() => listSentInputs(draftOf(asked), cards, asked.items), [asked, cards])
  if (sent.length === 0) return null
  return (
    <section aria-label="What is sent" className="col-span-full flex flex-col gap-1">
      <h3 className="text-ink-2">What is sent</h3>
      {sent.every(({ forms }) => forms.length === 0) ? (
        <p className="text-ink-3 text-meta">Nothing: no photo leaves this machine.</p>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-x-6 gap-y-1.5">
          {sent.map(({ key, input, forms }) => (
            <li key={key} className="flex min-w-0 items-start gap-2">
              <Sent input={input} within={forms.find((form) => form.within)?.within} />
              <div className="min-w-0 text-meta">
                <p className="truncate text-ink-2">{input.name}</p>
                <Forms forms={forms} isAlone={cards.length === 1} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Sent({ input: { imageId, image }, within }: { input: InputView; within: Box | undefined }) {
  if (within) return <CropThumbnail imageId={imageId} picture={image} within={within} />
  return <Thumbnail src={thumbAddress(imageId)} isLazy />
}

/** Which model gets which form is said only where there is more than one. */
function Forms({ forms, isAlone }: { forms: SentInput['forms']; isAlone: boolean }) {
  if (forms.length === 0) return <p className="text-ink-3">Not sent</p>
  return forms.map(({ models, words }) => (
    <p key={words} className="text-pretty text-ink-3">
      {!isAlone && `${models.join(', ')}: `}
      {words}
    </p>
  ))
}
