'use client'

import type { ComponentProps, CSSProperties, KeyboardEvent } from 'react'
import { NumberField } from '@/components/ui/number-field'

type Refused = Pick<ComponentProps<'input'>, 'aria-invalid' | 'aria-describedby'>

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
  /** Ties both to what is said beside them when the value was refused. */
  refused?: Refused
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
  refused,
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
        aria-describedby={refused?.['aria-describedby']}
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
          {...refused}
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
