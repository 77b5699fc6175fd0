'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { ModelCheckbox } from '@/components/composer/model-checkbox'
import { IconButton } from '@/components/ui/icon-button'
import { ChevronDown, ChevronUp } from '@/components/ui/icons'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio } from '@/components/ui/studio-provider'
import { problemId, useFieldProblem } from '@/components/ui/use-field-problem'
import { cn } from '@/lib/cn'
import { fieldId, MODELS_OPENER_ID } from '@/lib/studio/keys/field-focus'

/** Where the strip fades at its end. */
const FADE_PX = 16

const modelGroups = createPart(() => import('@/components/composer/model-groups'))

/**
 * All models in one group, in the order in which the server lists them: what can run comes first. They scroll sideways;
 * the button lays them out in full, with the reasons of those that cannot run.
 */
export function Models() {
  const [isOpen, setOpen] = useState(false)
  const cards = useStudio((state) => state.cards)
  const modelIds = useStudio((state) => state.modelIds)
  const problem = useFieldProblem('models')
  const strip = useRef<HTMLFieldSetElement>(null)
  const firstChosen = cards.find(({ id }) => modelIds.includes(id))
  useEffect(() => {
    if (firstChosen && !isOpen) showChosen(strip.current)
  }, [firstChosen, isOpen])
  // Laid out only when that is here, so that they are never out of sight.
  const open = () => setOpen(true)
  const close = useCallback(() => setOpen(false), [])
  const handleOpen = () => modelGroups.fetch().then(open, open)
  return (
    <div
      data-open={isOpen || undefined}
      className="peer flex min-w-0 flex-1 basis-40 items-start gap-0.5 @max-[640px]/stage:basis-full data-open:basis-full"
    >
      <fieldset
        ref={strip}
        id={fieldId('models')}
        aria-label="Models"
        aria-describedby={problem && problemId('models')}
        tabIndex={-1}
        className={cn(
          '-ml-1 flex min-w-0 py-0.5 pl-0.5',
          isOpen
            ? 'scroll-edges max-h-[30vh] flex-1 overflow-y-auto'
            : 'flex-[0_1_auto] overflow-x-auto pr-3 [mask-image:linear-gradient(to_right,#000_calc(100%-16px),transparent)] [scrollbar-width:none]',
        )}
      >
        {isOpen ? (
          <OnDemand part={modelGroups} given={{ onClose: close }} />
        ) : (
          cards.map((card) => <ModelCheckbox key={card.id} card={card} hasIcon />)
        )}
      </fieldset>
      <IconButton
        id={MODELS_OPENER_ID}
        label={isOpen ? 'Fewer models' : 'All models'}
        icon={isOpen ? <ChevronUp /> : <ChevronDown />}
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : void handleOpen())}
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
