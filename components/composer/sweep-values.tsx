'use client'

import { Field } from '@/components/ui/field'
import { useStudioStore } from '@/components/ui/studio-provider'
import { problemId, useFieldProblem } from '@/components/ui/use-field-problem'
import { parseSweep, type SweepAxis } from '@/lib/edits/sweep'
import { fieldId } from '@/lib/studio/keys/field-focus'

const SHOWN = {
  guidance: { label: 'Guidance values', example: '2..10 step 2, or 3, 5.5, 8' },
  seed: { label: 'Seed values', example: '1..4, or 4417, 4418' },
} as const

/** The list of a swept setting as it is typed, and below it how it was understood. */
export function SweepValues({ axis, text }: { axis: SweepAxis; text: string }) {
  const store = useStudioStore()
  // From a refused Run on, the control's own message stands in the place of this one.
  const problem = useFieldProblem(axis)
  const read = parseSweep(text, axis)
  const isWrong = 'problem' in read && text.trim() !== ''
  const said = 'problem' in read ? read.problem : describeValues(read.values, SHOWN[axis].example)
  const noteId = `${fieldId(axis)}-values`
  return (
    <>
      <Field
        id={fieldId(axis)}
        aria-label={SHOWN[axis].label}
        aria-invalid={isWrong || problem !== undefined || undefined}
        aria-describedby={problem ? problemId(axis) : noteId}
        placeholder={SHOWN[axis].example}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => store.getState().writeSweep(axis, event.target.value)}
      />
      <p id={noteId} className={isWrong ? 'text-failed text-meta' : 'truncate text-ink-3 text-meta'}>
        {isWrong && problem ? '' : said}
      </p>
    </>
  )
}

const describeValues = (values: readonly number[], example: string): string =>
  values.length === 1 ? `Such as ${example}` : `${values.length} values: ${values.join(', ')}`
