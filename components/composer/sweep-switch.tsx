'use client'

import { Button } from '@/components/ui/button'
import { Grid3x3 } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { SweepAxis } from '@/lib/edits/sweep'

/** Turns one value into a list of them; what stood there is the first. */
export function SweepSwitch({ axis, first }: { axis: SweepAxis; first: number | null }) {
  const store = useStudioStore()
  const isOn = useStudio((state) => state.sweep[axis] !== null)
  return (
    <Button
      look="dim"
      size="small"
      role="switch"
      aria-checked={isOn}
      aria-label={`Sweep ${axis}`}
      title={isOn ? 'Back to one value' : 'One edit for each of several values'}
      isOn={isOn}
      icon={<Grid3x3 className="size-3.5" />}
      onClick={() => store.getState().writeSweep(axis, isOn ? null : `${first ?? ''}`)}
    >
      Sweep
    </Button>
  )
}
