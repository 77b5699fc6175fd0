'use client'

import { Control } from '@/components/composer/control'
import { SizeField } from '@/components/composer/size-field'
import { Field } from '@/components/ui/field'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { Slider } from '@/components/ui/slider'
import { Switch } from '@/components/ui/switch'
import { defaultOf } from '@/lib/edits/settings-for-model'
import type { AdvancedControl as AdvancedCard } from '@/lib/models/card'

type Value = string | number | boolean

/** A control that only one model has, drawn from its card. */
export function AdvancedControl({
  asked,
  value = defaultOf(asked.control),
  onValue,
}: {
  asked: AdvancedCard
  value?: Value
  onValue: (value: Value) => void
}) {
  const { control, label, help } = asked
  if (control.kind === 'switch')
    return (
      <div className="flex flex-col">
        <Switch label={label} isOn={value === true} isDisabled={control.locked} onChange={onValue} />
        {help && <p className="text-ink-3 text-meta">{help}</p>}
      </div>
    )
  return (
    <Control label={label} note={help}>
      {control.kind === 'choice' && (
        <Select aria-label={label} value={String(value)} options={control.options} onValue={onValue} />
      )}
      {control.kind === 'size' && (
        <SizeField
          label={label}
          value={String(value)}
          options={control.options}
          takesExact={control.exact !== undefined}
          onValue={onValue}
        />
      )}
      {control.kind === 'text' && (
        <Field
          aria-label={label}
          maxLength={control.maxLength}
          value={String(value)}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
      {control.kind === 'range' && (
        <Slider
          label={label}
          hasField
          value={Number(value)}
          min={control.min}
          max={control.max}
          step={control.step}
          onValue={onValue}
        />
      )}
      {(control.kind === 'count' || control.kind === 'seed') && (
        <NumberField
          aria-label={label}
          value={typeof value === 'number' ? value : null}
          min={control.min}
          max={control.max}
          onValue={onValue}
        />
      )}
    </Control>
  )
}
