'use client'

import { Pause, Play, SquareSplitVertical } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { Slider } from '@/components/ui/slider'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { ThresholdSlider } from '@/components/ui/threshold-slider'
import type { NodeKey } from '@/lib/history/node-key'
import { isMaskShown } from '@/lib/studio/mask-slice'

/** What one view alone needs. It stands among the tools, because nothing lies on a photo. */
export default function ViewTool({ currentKey }: { currentKey: NodeKey | undefined }) {
  const view = useStudio((state) => state.view)
  if (view === 'split') return <DividerTurn />
  if (view === 'overlay') return <Opacity />
  if (view === 'changes') return <Threshold currentKey={currentKey} />
  return view === 'blink' ? <BlinkSwitch /> : null
}

/** Turns the line of Split. */
function DividerTurn() {
  const store = useStudioStore()
  const isVertical = useStudio((state) => state.divider === 'vertical')
  return (
    <IconButton
      label="Split top and bottom"
      isOn={!isVertical}
      icon={<SquareSplitVertical />}
      onClick={() => store.getState().turnDivider()}
    />
  )
}

function Opacity() {
  const store = useStudioStore()
  const percent = useStudio((state) => Math.round(state.opacity * 100))
  return (
    <div className="flex shrink-0 items-center gap-2">
      <div className="w-18">
        <Slider
          label="Opacity"
          min={0}
          max={100}
          step={1}
          value={percent}
          valueText={`${percent} % edited`}
          onValue={(value) => store.getState().changeOpacity(value / 100)}
        />
      </div>
      <span aria-hidden="true" className="w-9 whitespace-nowrap text-ui">
        {percent} %
      </span>
    </div>
  )
}

function BlinkSwitch() {
  const store = useStudioStore()
  const isBlinking = useStudio((state) => state.isBlinking)
  return (
    <IconButton
      label={isBlinking ? 'Pause' : 'Go on blinking'}
      icon={isBlinking ? <Pause /> : <Play />}
      onClick={() => store.getState().blink(!isBlinking)}
    />
  )
}

/** In the panel of the mask while there is one. */
function Threshold({ currentKey }: { currentKey: NodeKey | undefined }) {
  const report = useStudio(({ nodes, reports }) => {
    const node = nodes[currentKey ?? '']
    return node?.kind === 'edit' ? reports[node.id] : undefined
  })
  const isMasking = useStudio(isMaskShown)
  if (!report || isMasking) return null
  return (
    <div className="w-44 shrink-0 @max-[820px]/stage:w-28">
      <ThresholdSlider noiseFloor={report.noiseFloor} />
    </div>
  )
}
