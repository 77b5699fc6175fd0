'use client'

import { useState } from 'react'
import { toReport } from '@/lib/errors'
import { checkExport, exportAddress } from '@/lib/history/archive/files.client'
import { followLink } from '@/lib/studio/downloads/download.client'

/**
 * Hands the export of a project to the browser's own download, which shows how far it is and can stop it. Answers whether it began.
 * @param onProblem is told in words when it cannot be exported now
 */
export function useExport(onProblem: (message: string | undefined) => void) {
  const [exportingId, setExportingId] = useState<string>()
  const exportProject = async (projectId: string) => {
    setExportingId(projectId)
    onProblem(undefined)
    try {
      await checkExport(new AbortController().signal, projectId)
      followLink(exportAddress(projectId))
      return true
    } catch (error) {
      onProblem(toReport(error).message)
      return false
    } finally {
      setExportingId(undefined)
    }
  }
  return { exportingId, exportProject }
}
