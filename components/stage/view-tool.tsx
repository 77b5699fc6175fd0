'use client'

import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { EyeOff, ListFilter, Pause, Play, SquareSplitVertical } from '@/components/ui/icons'
import { Slider } from '@/components/ui/slider'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { ThresholdSlider } from '@/components/ui/threshold-slider'
import { useMedia } from '@/components/ui/use-media'
import { FIRST_SORTING } from '@/lib/studio/stage/pane-sorting'

/** On a phone these stand in the menu of the tools. */
const IN_MENU = '@max-[480px]/stage:hidden'

/** What one view alone needs. It stands among the tools, because nothing lies on a photo. */
export default function ViewTool() {
  const view = useStudio((state) => state.view)
  if (view === 'split') return <DividerTurn />
  if (view === 'side')
    return (
      <>
        <BlindSwitch />
        <SortSwitch />
      </>
    )
  if (view === 'overlay') return <Opacity />
  if (view === 'changes') return <PhoneThreshold />
  return view === 'blink' ? <BlinkSwitch /> : null
}

/** Hides who made which result of the run until one is kept. */
function BlindSwitch() {
  const store = useStudioStore()
  const isBlind = useStudio((state) => state.isBlind)
  return (
    <Button
      look="dim"
      icon={<EyeOff />}
      isOn={isBlind}
      aria-label="Blind"
      aria-pressed={isBlind}
      title="Hide models, costs and times until one result is kept"
      className={`@max-[960px]/stage:px-1.5 ${IN_MENU}`}
      onClick={() => store.getState().chooseBlind(!isBlind)}
    >
      <span className="@max-[960px]/stage:hidden">Blind</span>
    </Button>
  )
}

/** Opens what the results of a run are sorted and filtered by, and lets go of it. */
function SortSwitch() {
  const store = useStudioStore()
  const isOn = useStudio((state) => state.sorting !== null)
  return (
    <IconButton
      label="Sort by kept share"
      isOn={isOn}
      icon={<ListFilter />}
      className={IN_MENU}
      onClick={() => store.getState().sortPanes(isOn ? null : FIRST_SORTING)}
    />
  )
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
      className={IN_MENU}
      onClick={() => store.getState().turnDivider()}
    />
  )
}

function Opacity() {
  const store = useStudioStore()
  const percent = useStudio((state) => Math.round(state.opacity * 100))
  return (
    <div className="flex shrink-0 items-center gap-2 @max-[480px]/stage:order-2 @max-[480px]/stage:w-full @max-[480px]/stage:px-4">
      <div className="w-16 @max-[640px]/stage:w-14 @max-[480px]/stage:w-auto @max-[480px]/stage:flex-1">
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
      <span
        aria-hidden="true"
        className="w-9 whitespace-nowrap text-right text-ui @max-[960px]/stage:hidden @max-[480px]/stage:block"
      >
        {percent} %
      </span>
    </div>
  )
}

/** On a phone the bar above the picture has no room for it. */
function PhoneThreshold() {
  const isPhone = useMedia('(max-width: 480px)')
  const report = useStudio(({ reports, nodes, selected }) => {
    const node = nodes[selected.at(-1) ?? '']
    return node?.kind === 'edit' ? reports[node.id] : undefined
  })
  return report && isPhone ? (
    <div className="order-2 flex w-full items-center gap-3 px-4 py-2">
      <span aria-hidden="true" className="text-ink-2 text-ui">
        Threshold
      </span>
      <ThresholdSlider noiseFloor={report.noiseFloor} />
    </div>
  ) : null
}

function BlinkSwitch() {
  const store = useStudioStore()
  const isBlinking = useStudio((state) => state.isBlinking)
  return (
    <IconButton
      label={isBlinking ? 'Pause' : 'Go on blinking'}
      icon={isBlinking ? <Pause /> : <Play />}
      className={IN_MENU}
      onClick={() => store.getState().blink(!isBlinking)}
    />
  )
}
