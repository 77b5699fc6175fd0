'use client'

import { useLayoutEffect, useRef, useState } from 'react'
import { followLook } from '@/components/stage/follow-look'
import { type LayerRole, placePicture } from '@/components/stage/placement.client'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { cn } from '@/lib/cn'
import type { ImageView } from '@/lib/edits/view'
import { previewAddress, screenAddress } from '@/lib/studio/image-address'
import { type Alignment, needsFullSize } from '@/lib/studio/stage/alignment'
import { placementOf } from '@/lib/studio/stage/viewport'

/** One picture in a pane. It lies at its own size in px and is moved by a CSS matrix alone. */
export function PictureLayer({
  picture,
  alignment,
  alt,
  role = 'whole',
  isDim = false,
  isHidden = false,
  isGrey = false,
}: {
  picture: ImageView
  /** How it lies on the reference. */
  alignment: Alignment
  alt: string
  role?: LayerRole
  isDim?: boolean
  isHidden?: boolean
  /** Without its colours, as a ground for what is drawn over it. */
  isGrey?: boolean
}) {
  const layer = useRef<HTMLDivElement>(null)
  const store = useStudioStore()
  const [failedId, setFailedId] = useState<string>()
  const isFullSize = useStudio(({ viewport, scene }) =>
    needsFullSize(viewport.mode === 'fit', placementOf(viewport, scene), alignment, picture, scene.dpr),
  )
  useLayoutEffect(() => {
    const place = () => {
      if (layer.current) placePicture(layer.current, picture, alignment, role, store.getState())
    }
    return followLook(store, place)
  })
  if (failedId === picture.id) return <Missing onRetry={() => setFailedId(undefined)} />
  const look = 'absolute top-0 left-0 max-w-none origin-top-left select-none will-change-transform'
  const size = { width: picture.width, height: picture.height }
  return (
    <div
      ref={layer}
      className={cn('pointer-events-none absolute inset-0', isHidden && 'invisible')}
      data-layer={role}
    >
      <div className={cn('absolute inset-0', isDim && 'opacity-30', isGrey && 'grayscale')}>
        {picture.format !== 'jpeg' && <div data-chequer="" className="chequer absolute inset-0" />}
        <img
          src={previewAddress(picture.id)}
          alt={alt}
          style={size}
          draggable={false}
          decoding="async"
          onError={() => setFailedId(picture.id)}
          className={look}
        />
        {isFullSize && (
          <img
            src={screenAddress(picture.id, picture.format === 'jpeg' ? 'jpeg' : 'png')}
            alt=""
            style={size}
            draggable={false}
            decoding="async"
            className={look}
          />
        )}
      </div>
    </div>
  )
}

function Missing({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="absolute inset-0 grid place-content-center gap-2 text-center text-ink-2 text-ui">
      <p>This picture cannot be shown now.</p>
      <button type="button" onClick={onRetry} className="text-label underline">
        Load again
      </button>
    </div>
  )
}
