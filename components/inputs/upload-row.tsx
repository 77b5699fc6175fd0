'use client'

import { memo } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { RotateCw, X } from '@/components/ui/icons'
import { ProgressBar } from '@/components/ui/progress-bar'
import { useStudioStore } from '@/components/ui/studio-provider'
import { Thumbnail } from '@/components/ui/thumbnail'
import type { InputItem } from '@/lib/studio/inputs/input-list'

type UploadItem = Exclude<InputItem, { state: 'ready' }>

/** A file on its way, or broken off: its own bar, per cent, cancel, and retry. */
export const UploadRow = memo(function UploadRow({ item }: { item: UploadItem }) {
  const store = useStudioStore()
  const { name, key, state } = item
  const share = item.sizeBytes > 0 ? item.sentBytes / item.sizeBytes : 0
  return (
    <li className="flex min-h-11 items-center gap-2 rounded-2 px-2 py-1">
      <Thumbnail src={item.thumbnailUrl} size="medium" isDim={state !== 'lost'} />
      <div className="min-w-0 flex-1">
        <div title={name} className="truncate">
          {name}
        </div>
        {state === 'lost' ? (
          <p role="alert" className="truncate text-failed text-meta">
            {item.reason}
          </p>
        ) : (
          <div className="flex h-4 items-center gap-2">
            <ProgressBar label={name} share={share} />
            <span className="w-11 shrink-0 text-right text-ink-3 text-meta">
              {state === 'waiting' ? 'Waiting' : `${Math.round(share * 100)} %`}
            </span>
          </div>
        )}
      </div>
      <div className="-mr-1 flex">
        {state === 'lost' && (
          <IconButton
            size="small"
            label={`Retry ${name}`}
            icon={<RotateCw />}
            onClick={() => store.getState().retryUpload(key)}
          />
        )}
        <IconButton
          size="small"
          label={state === 'lost' ? `Remove ${name}` : `Cancel ${name}`}
          icon={<X />}
          onClick={() => store.getState().removeInput(key)}
        />
      </div>
    </li>
  )
})
