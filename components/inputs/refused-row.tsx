'use client'

import { IconButton } from '@/components/ui/icon-button'
import { Ban, X } from '@/components/ui/icons'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { RefusedFile } from '@/lib/studio/inputs/input-list'

/** A file that cannot be used, with its reason in full. It stays until it is removed. */
export function RefusedRow({ file }: { file: RefusedFile }) {
  const store = useStudioStore()
  return (
    <li className="flex min-h-11 items-start gap-2 rounded-2 px-2 py-1.5">
      <span className="photo-edge grid size-8 shrink-0 place-items-center rounded-1 bg-failed-soft text-failed">
        <Ban />
      </span>
      <div className="min-w-0 flex-1">
        <div title={file.name} className="truncate">
          {file.name}
        </div>
        <p role="alert" className="text-pretty text-failed text-meta">
          {file.reason}
        </p>
      </div>
      <IconButton
        size="small"
        label={`Remove ${file.name}`}
        icon={<X />}
        onClick={() => store.getState().dismissRefused(file.key)}
        className="-mr-1"
      />
    </li>
  )
}
