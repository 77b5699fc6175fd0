'use client'

import { useEffect } from 'react'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { EditView } from '@/lib/edits/view'
import type { FidelityReport } from '@/lib/fidelity/report-schema'

/** A new result is measured by itself, and told when it is: asking for it at once would keep its picture waiting. */
const UNMEASURED_MS = 3_000

/** What an edit changed; undefined while it is not measured. Asking has older edits measured. */
export function useReport(edit: EditView): FidelityReport | undefined {
  const store = useStudioStore()
  const report = useStudio((state) => state.reports[edit.id])
  const isMeasured = edit.keptShare !== null
  const canBeMeasured = edit.state === 'succeeded' && edit.inputImageId !== null
  useEffect(() => {
    if (!canBeMeasured && !isMeasured) return
    const timer = setTimeout(() => void store.getState().loadReport(edit.id), isMeasured ? 0 : UNMEASURED_MS)
    return () => clearTimeout(timer)
  }, [store, edit.id, canBeMeasured, isMeasured])
  return report
}
