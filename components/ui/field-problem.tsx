'use client'

import { Alert } from '@/components/ui/alert'
import { useStudio } from '@/components/ui/studio-provider'
import type { RunField } from '@/lib/edits/check-run'
import { problemsOf } from '@/lib/studio/composer-slice'
import { fieldId } from '@/lib/studio/field-focus'

/** What is missing at one control, from a press of Run that could not start until it can. */
export function FieldProblem({ field }: { field: RunField }) {
  const message = useStudio(
    (state) =>
      (state.wasRefused && problemsOf(state).find((problem) => problem.field === field)?.message) ||
      undefined,
  )
  return message ? <Alert id={`${fieldId(field)}-problem`}>{message}</Alert> : null
}
