'use client'

import { useStudio } from '@/components/ui/studio-provider'
import type { RunField } from '@/lib/edits/check-run'
import { problemsOf } from '@/lib/studio/composer/run-draft'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** What is missing or wrong at one control, from a press of Run that could not start until it can. */
export const useFieldProblem = (field: RunField): string | undefined =>
  useStudio(
    (state) =>
      (state.wasRefused && problemsOf(state).find((problem) => problem.field === field)?.message) ||
      undefined,
  )

/** The element in which the problem of a field is said. */
export const problemId = (field: RunField): string => `${fieldId(field)}-problem`

/** Ties a control to what is said beside it. */
export function useRefused(field: RunField): { 'aria-invalid'?: true; 'aria-describedby'?: string } {
  const isRefused = useFieldProblem(field) !== undefined
  return isRefused ? { 'aria-invalid': true, 'aria-describedby': problemId(field) } : {}
}
