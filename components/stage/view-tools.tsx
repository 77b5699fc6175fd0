'use client'

import { Pause, Play } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Slider } from '@/components/ui/slider'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'

/** A small strip over the pictures, for what one view alone needs. It stands where no photo is at Fit. */
function Strip({ children }: { children: ReactNode }) {
  return (
    <div className="-translate-x-1/2 absolute bottom-[calc(var(--clear)+12px)] left-1/2 z-10 flex items-center gap-2 rounded-3 bg-raised px-2 py-1 text-ui shadow-lift-1">
      {children}
    </div>
  )
}

export function OpacityStrip() {
  const store = useStudioStore()
  const percent = useStudio((state) => Math.round(state.opacity * 100))
  return (
    <Strip>
      <span className="text-ink-2">Original</span>
      <div className="w-40">
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
      <span className="w-18 text-ink-2">{percent} % edited</span>
    </Strip>
  )
}

export function BlinkStrip({
  isRunning,
  isEditedShown,
  onToggle,
}: {
  isRunning: boolean
  isEditedShown: boolean
  onToggle: () => void
}) {
  return (
    <Strip>
      <IconButton
        size="small"
        label={isRunning ? 'Pause' : 'Blink'}
        icon={isRunning ? <Pause /> : <Play />}
        onClick={onToggle}
      />
      <span className="w-14 text-ink-2">{isEditedShown ? 'Edited' : 'Before'}</span>
    </Strip>
  )
}
