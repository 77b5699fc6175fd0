'use client'

import { Slider } from '@/components/ui/slider'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'

/** From which distance on a change is drawn. The map's 8 bits end at 0.51. */
const FURTHEST = 0.3
const STEP = 0.002

/** It begins at what can be told from noise in this very pair of pictures. */
export function ThresholdSlider({ noiseFloor }: { noiseFloor: number }) {
  const store = useStudioStore()
  const value = useStudio((state) => state.threshold) ?? noiseFloor
  return (
    <Slider
      label="Threshold"
      hasField
      min={STEP}
      max={FURTHEST}
      step={STEP}
      value={Number(value.toFixed(3))}
      valueText={`${value.toFixed(3)}, noise floor ${noiseFloor.toFixed(3)}`}
      onValue={(threshold) => store.getState().changeThreshold(threshold)}
    />
  )
}
