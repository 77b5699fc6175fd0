'use client'

import { Button } from '@/components/ui/button'
import { TriangleAlert } from '@/components/ui/icons'
import { ProgressBar } from '@/components/ui/progress-bar'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { formatBytes } from '@/lib/studio/byte-size'
import { isReady } from '@/lib/studio/inputs/input-list'

/** With several files on their way or refused: all of them in one line, and one button for all. */
export function UploadTotal() {
  const store = useStudioStore()
  const items = useStudio((state) => state.items)
  const refusedCount = useStudio((state) => state.refused.length)
  const onTheirWay = items.filter((item) => !isReady(item))
  const sentBytes = onTheirWay.reduce((sum, item) => sum + item.sentBytes, 0)
  const sizeBytes = onTheirWay.reduce((sum, item) => sum + item.sizeBytes, 0)
  if (onTheirWay.length < 2 && refusedCount < 2) return null
  return (
    <div className="flex shrink-0 flex-col gap-1 px-3 pb-2">
      {onTheirWay.length > 1 && (
        <>
          <div className="flex items-center justify-between">
            <span className="text-ink-2">
              {onTheirWay.length} left, {formatBytes(sentBytes)} of {formatBytes(sizeBytes)}
            </span>
            <Button
              look="dim"
              size="small"
              className="-mr-2"
              onClick={() => store.getState().cancelUploads()}
            >
              Cancel all
            </Button>
          </div>
          <div className="flex">
            <ProgressBar label="All files" share={sizeBytes > 0 ? sentBytes / sizeBytes : 0} />
          </div>
        </>
      )}
      {refusedCount > 1 && (
        <div className="flex items-center justify-between">
          <span className="flex items-center gap-1.5 text-failed">
            <TriangleAlert />
            {refusedCount} files refused
          </span>
          <Button
            look="dim"
            size="small"
            className="-mr-2"
            onClick={() => store.getState().dismissAllRefused()}
          >
            Clear refused
          </Button>
        </div>
      )}
    </div>
  )
}
