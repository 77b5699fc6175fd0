'use client'

import { Alert } from '@/components/ui/alert'
import { problemId, useFieldProblem } from '@/components/ui/use-field-problem'
import type { RunField } from '@/lib/edits/check-run'

/** What is missing at one control, beside it. */
export function FieldProblem({ field }: { field: RunField }) {
  const message = useFieldProblem(field)
  return message ? <Alert id={problemId(field)}>{message}</Alert> : null
}
