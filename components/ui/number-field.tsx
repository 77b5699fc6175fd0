'use client'

import { type ComponentProps, useState } from 'react'
import { fieldLook } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Minus, Plus } from '@/components/ui/icons'
import { cn } from '@/lib/cn'

type NumberFieldProps = Omit<
  ComponentProps<'input'>,
  'value' | 'onChange' | 'min' | 'max' | 'step' | 'type'
> & {
  /** null shows an empty field, e.g. a seed that will be drawn. */
  value: number | null
  min: number
  max: number
  step?: number
  /** Buttons "Fewer" and "More" inside the field. */
  hasSteps?: boolean
  onValue: (value: number) => void
  /** For a number that may be left out: told when the field is emptied. */
  onEmpty?: () => void
}

/**
 * A spinbutton. What is typed counts at once when it is a number, also one out of range (the check beside the control
 * says so); a text that is no number falls back to the last value on leaving.
 */
export function NumberField({
  value,
  min,
  max,
  step = 1,
  hasSteps = false,
  onValue,
  onEmpty,
  className,
  ...rest
}: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const handleChange = (text: string) => {
    setTyped(text)
    if (text.trim() === '') onEmpty?.()
    else if (Number.isFinite(Number(text))) onValue(Number(text))
  }
  const stepBy = (count: number) => onValue(Math.min(max, Math.max(min, (value ?? min) + count * step)))
  return (
    <span className={cn('relative block', className)}>
      <input
        type="number"
        inputMode={Number.isInteger(step) ? 'numeric' : 'decimal'}
        min={min}
        max={max}
        step={step}
        value={typed ?? value ?? ''}
        onChange={(event) => handleChange(event.target.value)}
        onBlur={() => setTyped(null)}
        className={cn(fieldLook, 'bare-number', hasSteps && 'pr-15')}
        {...rest}
      />
      {hasSteps && (
        <span className="absolute inset-y-0 right-0.5 flex items-center">
          <IconButton
            size="small"
            label="Fewer"
            icon={<Minus />}
            tabIndex={-1}
            disabled={(value ?? min) <= min}
            onClick={() => stepBy(-1)}
          />
          <IconButton
            size="small"
            label="More"
            icon={<Plus />}
            tabIndex={-1}
            disabled={(value ?? min) >= max}
            onClick={() => stepBy(1)}
          />
        </span>
      )}
    </span>
  )
}
