'use client'

import { type ComponentProps, useState } from 'react'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { parseSize } from '@/lib/edits/model-settings'
import type { SizeControl } from '@/lib/models/card'

const EXACT = 'exact'
const START = { width: 1024, height: 1024 }

/** A named size, or exact sides where those are taken too. */
export function SizeField({
  id,
  label,
  value,
  options,
  takesExact,
  refused,
  onValue,
}: {
  /** Of what is wrong when the size was refused: the width where sides are typed. */
  id?: string
  label: string
  value: string
  options: SizeControl['options']
  takesExact: boolean
  /** Ties the sides to what is said beside them when they were refused. */
  refused?: Pick<ComponentProps<'input'>, 'aria-invalid' | 'aria-describedby'>
  onValue: (value: string) => void
}) {
  const [wantsExact, setWantsExact] = useState(false)
  const isNamed = options.some((option) => option.value === value)
  const isExact = takesExact && (wantsExact || (!isNamed && parseSize(value) !== undefined))
  const { width, height } = parseSize(value) ?? START
  const choose = (chosen: string) => {
    setWantsExact(chosen === EXACT)
    onValue(chosen === EXACT ? `${width}x${height}` : chosen)
  }
  return (
    <>
      <Select
        id={isExact ? undefined : id}
        aria-label={label}
        value={isExact ? EXACT : isNamed ? value : options[0]?.value}
        options={[...options, ...(takesExact ? [{ value: EXACT, label: 'Exact size' }] : [])]}
        onValue={choose}
      />
      {isExact && (
        <div className="flex items-center gap-1.5 text-ink-3">
          <NumberField
            id={id}
            {...refused}
            aria-label="Width in pixels"
            value={width}
            min={1}
            max={8192}
            onValue={(sidePx) => onValue(`${sidePx}x${height}`)}
            className="flex-1"
          />
          ×
          <NumberField
            {...refused}
            aria-label="Height in pixels"
            value={height}
            min={1}
            max={8192}
            onValue={(sidePx) => onValue(`${width}x${sidePx}`)}
            className="flex-1"
          />
        </div>
      )}
    </>
  )
}
