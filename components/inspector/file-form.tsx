'use client'

import { Slider } from '@/components/ui/slider'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { Switch } from '@/components/ui/switch'

/** What a file loses and what it carries. */
export function FileForm({ hasRecipe }: FileFormProps) {
  const store = useStudioStore()
  const { format, quality } = useStudio((state) => state.fileChoice)
  const areRecipesInFiles = useStudio((state) => state.areRecipesInFiles)
  const isMetadataInFiles = useStudio((state) => state.isMetadataInFiles)
  const choose = (value: number) =>
    store.getState().chooseFile({ quality: Math.min(100, Math.max(1, Math.round(value))) })
  return (
    <>
      {format !== 'png' && (
        <div className="flex items-center gap-3">
          <span aria-hidden="true" className="text-ink-3 text-meta">
            Quality
          </span>
          <div className="min-w-0 flex-1">
            <Slider label="Quality" hasField min={1} max={100} step={1} value={quality} onValue={choose} />
          </div>
        </div>
      )}
      {format === 'jpeg' && (
        <p className="text-ink-3 text-meta">What is see-through becomes white in a JPEG.</p>
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

type FileFormProps = {
  /** Uploads have none. */
  hasRecipe: boolean
}
