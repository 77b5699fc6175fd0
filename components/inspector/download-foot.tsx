'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Download } from '@/components/ui/icons'
import { Select } from '@/components/ui/select'
import type { ImageView } from '@/lib/edits/view'
import { downloadImage } from '@/lib/studio/download.client'
import { DOWNLOAD_FORMATS, type DownloadFormat } from '@/lib/studio/image-address'

export type Downloadable = { image: ImageView; name: string }

/** One picture or the two of a comparison, in the format of the user's choice. */
export function DownloadFoot({ pictures }: { pictures: readonly Downloadable[] }) {
  const [format, setFormat] = useState<DownloadFormat>('png')
  if (pictures.length === 0) return null
  const handleClick = () => {
    for (const { image, name } of pictures) downloadImage(image.id, format, name)
  }
  return (
    <div className="mt-auto flex shrink-0 gap-2 border-line border-t p-3">
      <Button look="fill" icon={<Download />} className="flex-1" onClick={handleClick}>
        {pictures.length > 1 ? 'Download both' : 'Download'}
      </Button>
      <Select
        aria-label="Format"
        options={DOWNLOAD_FORMATS}
        value={format}
        onValue={(value) => setFormat(value as DownloadFormat)}
        className="w-20"
      />
    </div>
  )
}
