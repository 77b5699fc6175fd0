'use client'

import { Fragment, useEffect, useRef, useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { IconButton } from '@/components/ui/icon-button'
import { Ban, ChevronDown, ChevronUp, KeyRound } from '@/components/ui/icons'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { problemId, useFieldProblem } from '@/components/ui/use-field-problem'
import { cn } from '@/lib/cn'
import { reasonOf } from '@/lib/models/availability-reason'
import type { ModelCard } from '@/lib/models/card'
import { fieldId } from '@/lib/studio/field-focus'

/** Where the strip fades at its end. */
const FADE_PX = 16

const withdrawnTools = createPart(() => import('@/components/composer/withdrawn-tools'))

/**
 * All models in one group, in a fixed order: those that cannot run say why. They scroll sideways; the button lays them
 * out in full.
 */
export function Models() {
  const store = useStudioStore()
  const [isOpen, setOpen] = useState(false)
  const cards = useStudio((state) => state.cards)
  const availability = useStudio((state) => state.availability)
  const modelIds = useStudio((state) => state.modelIds)
  const problem = useFieldProblem('models')
  const strip = useRef<HTMLFieldSetElement>(null)
  const firstChosen = cards.find(({ id }) => modelIds.includes(id))
  useEffect(() => {
    if (firstChosen) showChosen(strip.current)
  }, [firstChosen])
  return (
    <div className="flex min-w-0 flex-1 basis-40 items-start gap-0.5 @max-[640px]/stage:basis-full">
      <fieldset
        ref={strip}
        id={fieldId('models')}
        aria-label="Models"
        aria-describedby={problem && problemId('models')}
        tabIndex={-1}
        className={cn(
          '-ml-1 flex min-w-0 flex-[0_1_auto] py-0.5 pl-0.5',
          isOpen
            ? 'max-h-[30vh] flex-wrap overflow-y-auto'
            : 'overflow-x-auto pr-3 [mask-image:linear-gradient(to_right,#000_calc(100%-16px),transparent)] [scrollbar-width:none]',
        )}
      >
        {cards.map((card) => {
          const reason = reasonOf(availability[card.id])
          const isWithdrawn = availability[card.id]?.state === 'withdrawn'
          const isChosen = modelIds.includes(card.id)
          return (
            <Fragment key={card.id}>
              <Checkbox
                label={card.name}
                isChecked={isChosen}
                // One that was chosen before it became unavailable can still be taken out.
                reason={isChosen ? undefined : reason}
                onChange={(isChecked) => store.getState().chooseModel(card.id, isChecked)}
              >
                {nameOf(card, cards)}
                {reason && <ReasonIcon isWithdrawn={isWithdrawn} />}
                {isOpen && reason && (
                  <span className="whitespace-normal font-normal text-meta">{reason}</span>
                )}
              </Checkbox>
              {isOpen && isWithdrawn && <OnDemand part={withdrawnTools} given={{ card }} />}
            </Fragment>
          )
        })}
      </fieldset>
      <IconButton
        label={isOpen ? 'Fewer models' : 'All models'}
        icon={isOpen ? <ChevronUp /> : <ChevronDown />}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="mt-0.5"
      />
    </div>
  )
}

/** Which model would be paid is in sight, wherever it stands in the strip; what is in sight already stays under the pointer. */
function showChosen(strip: HTMLElement | null): void {
  const chosen = strip?.querySelector<HTMLElement>('label:has(:checked)')
  if (!strip || !chosen) return
  const startPx = chosen.offsetLeft - strip.offsetLeft
  const hiddenPx = startPx + chosen.offsetWidth + FADE_PX - strip.clientWidth
  if (startPx < strip.scrollLeft) strip.scrollLeft = startPx
  else if (hiddenPx > strip.scrollLeft) strip.scrollLeft = hiddenPx
}

function ReasonIcon({ isWithdrawn }: { isWithdrawn: boolean }) {
  const Icon = isWithdrawn ? Ban : KeyRound
  return <Icon aria-hidden="true" className="size-3" />
}

/** The short name, unless another model shares it. */
function nameOf(card: ModelCard, cards: readonly ModelCard[]): string {
  const isAlone = cards.every((other) => other === card || other.shortName !== card.shortName)
  return isAlone ? card.shortName : card.name
}
