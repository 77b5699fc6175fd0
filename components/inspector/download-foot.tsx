'use client'

import { FileForm } from '@/components/inspector/file-form'
import { Button } from '@/components/ui/button'
import { Download } from '@/components/ui/icons'
import { Select } from '@/components/ui/select'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useProving } from '@/components/ui/use-proving'
import type { NodeView } from '@/lib/edits/view'
import { downloadNode } from '@/lib/studio/downloads/download.client'
import { DOWNLOAD_FORMATS, type DownloadFormat } from '@/lib/studio/image-address'
import { isComposed } from '@/lib/studio/stage/shown-model'

/**
 * The picture of one node or those of a comparison, in the format and quality of the user's choice, with or without the
 * recipe and metadata; more than two go together, as a ZIP.
 */
export function DownloadFoot({ views }: { views: readonly NodeView[] }) {
  const store = useStudioStore()
  const { format } = useStudio((state) => state.fileChoice)
  const selected = useStudio((state) => state.selected)
  const pictures = views.filter((view) => view.image)
  const [first] = views
  const isProving = useProving(first?.kind === 'edit' ? first.id : undefined)
  if (pictures.length === 0) return null
  const isMany = selected.length > 2
  const handleClick = () => {
    // Not switched off meanwhile, which would take the focus away.
    if (isProving) return
    if (isMany) return store.getState().askForPictures(selected)
    for (const view of pictures) downloadNode(store.getState(), view)
  }
  return (
    <div className="mt-auto flex shrink-0 flex-col gap-2 border-line border-t p-3">
      <div className="flex gap-2">
        <Button look="fill" icon={<Download />} isBusy={isProving} className="flex-1" onClick={handleClick}>
          {isMany ? `Download all ${selected.length}` : pictures.length > 1 ? 'Download both' : 'Download'}
        </Button>
        {!isMany && (
          <Select
            aria-label="Format"
            options={DOWNLOAD_FORMATS}
            value={format}
            onValue={(value) => store.getState().chooseFile({ format: value as DownloadFormat })}
            className="w-20"
          />
        )}
      </div>
      {pictures.some((view) => isCodedAnew(view, format)) && (
        <p className="text-pretty text-ink-3 text-meta">
          {nameOfFormat(format)} codes every pixel anew: the kept area is then only nearly the original’s. PNG
          keeps it exactly.
        </p>
      )}
      {!isMany && <FileForm hasRecipe={pictures.some(({ kind }) => kind === 'edit')} />}
    </div>
  )
}

/** Of a picture with a proof: in another format than its own no sample stays what it was. */
const isCodedAnew = (view: NodeView, format: DownloadFormat): boolean =>
  view.kind === 'edit' && isComposed(view.modelId) && view.image?.format !== format

const nameOfFormat = (format: DownloadFormat): string | undefined =>
  DOWNLOAD_FORMATS.find(({ value }) => value === format)?.label
