'use client'

import type { CSSProperties, KeyboardEvent } from 'react'
import { NumberField } from '@/components/ui/number-field'

type SliderProps = {
  label: string
  value: number
  min: number
  max: number
  step: number
  /** What a screen reader says in place of the bare number. */
  valueText?: string
  /** With its number field, named "LABEL value". */
  hasField?: boolean
  describedBy?: string
  isInvalid?: boolean
  onValue: (value: number) => void
}

/** Arrows move one step, Page keys ten, Home and End to the ends. 24 px to hit, 14 px thumb. */
export function Slider({
  label,
  value,
  min,
  max,
  step,
  valueText,
  hasField = false,
  describedBy,
  isInvalid,
  onValue,
}: SliderProps) {
  const shown = Math.min(max, Math.max(min, value))
  const handleKey = (event: KeyboardEvent) => {
    const count = event.key === 'PageUp' ? 10 : event.key === 'PageDown' ? -10 : 0
    if (count === 0) return
    event.preventDefault()
    onValue(toStep(Math.min(max, Math.max(min, shown + count * step)), step))
  }
  return (
    <div className="flex h-7 items-center gap-2">
      <input
        type="range"
        aria-label={label}
        aria-valuetext={valueText}
        aria-describedby={describedBy}
        min={min}
        max={max}
        step={step}
        value={shown}
        onChange={(event) => onValue(event.target.valueAsNumber)}
        onKeyDown={handleKey}
        style={{ '--share': ((shown - min) / (max - min)) * 100 } as CSSProperties}
        className="track min-w-0 flex-1"
      />
      {hasField && (
        <NumberField
          aria-label={`${label} value`}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          value={value}
          min={min}
          max={max}
          step={step}
          onValue={onValue}
          className="w-14 shrink-0 [&>input]:text-right"
        />
      )}
    </div>
  )
}

/** Undoes the binary dust of adding decimal steps. */
const toStep = (value: number, step: number) => Number((Math.round(value / step) * step).toFixed(6))
