'use client'

import { useState } from 'react'
import { Slider } from '@/components/ui/slider'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { Switch } from '@/components/ui/switch'
import { DEFAULT_QUALITY } from '@/lib/images/export-limits'
import type { DownloadFormat } from '@/lib/studio/image-address'

/** Of what is chosen for files: undefined where as little is to be lost as can be, and for a PNG, which loses nothing. */
export function useQuality(format: DownloadFormat) {
  const [shown, setShown] = useState(DEFAULT_QUALITY)
  const quality = format === 'png' || shown === DEFAULT_QUALITY ? undefined : shown
  return {
    quality,
    shown,
    choose: (value: number) => setShown(Math.min(100, Math.max(1, Math.round(value)))),
  }
}

/** What a file loses and what it carries. */
export function FileForm({
  format,
  quality,
  hasRecipe,
}: {
  format: DownloadFormat
  quality: ReturnType<typeof useQuality>
  /** Uploads have none. */
  hasRecipe: boolean
}) {
  const store = useStudioStore()
  const areRecipesInFiles = useStudio((state) => state.areRecipesInFiles)
  const isMetadataInFiles = useStudio((state) => state.isMetadataInFiles)
  return (
    <>
      {format !== 'png' && (
        <div className="flex items-center gap-3">
          <span aria-hidden="true" className="text-ink-3 text-meta">
            Quality
          </span>
          <div className="min-w-0 flex-1">
            <Slider
              label="Quality"
              hasField
              min={1}
              max={100}
              step={1}
              value={quality.shown}
              onValue={quality.choose}
            />
          </div>
        </div>
      )}
      {hasRecipe && (
        <Switch
          label="Recipe in the file"
          isOn={areRecipesInFiles}
          onChange={store.getState().switchRecipesInFiles}
        />
      )}
      <Switch
        label="Metadata in the file"
        isOn={isMetadataInFiles}
        onChange={store.getState().switchMetadataInFiles}
      />
    </>
  )
}
