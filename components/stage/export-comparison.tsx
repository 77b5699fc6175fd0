'use client'

import { useSheetExport } from '@/components/stage/use-sheet-export'
import { IconButton } from '@/components/ui/icon-button'
import { ImageDown } from '@/components/ui/icons'

/** Saves what stands on the stage as one picture with labels. */
export default function ExportComparison() {
  const { save, isBusy, hasFailed, canSave } = useSheetExport()
  return (
    <>
      <IconButton
        label="Export comparison"
        icon={<ImageDown />}
        disabled={isBusy || !canSave}
        aria-busy={isBusy || undefined}
        onClick={() => void save()}
      />
      {hasFailed && (
        <span role="alert" className="whitespace-nowrap text-failed text-meta">
          The sheet could not be drawn.
        </span>
      )}
    </>
  )
}
