'use client'

import { ImagePlus } from '@/components/ui/icons'
import { useStudioStore } from '@/components/ui/studio-provider'
import { useRefused } from '@/components/ui/use-field-problem'
import { MIME_TYPES } from '@/lib/images/limits'
import { fieldId } from '@/lib/studio/keys/field-focus'

/**
 * The file input itself, drawn as a button: one thing with one name. It stays usable with 16 images: then each further
 * file is refused with the reason. `onReach` tells that somebody is about to choose.
 */
export function AddImages({ onReach }: { onReach: () => void }) {
  const store = useStudioStore()
  const refused = useRefused('inputs')
  return (
    <span className="relative inline-grid size-6 place-items-center rounded-2 text-ink-2 transition-colors duration-fast hover:bg-hover hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:size-11">
      <ImagePlus aria-hidden="true" />
      <input
        type="file"
        multiple
        accept={Object.values(MIME_TYPES).join(',')}
        id={fieldId('inputs')}
        aria-label="Add images"
        {...refused}
        title="Add images"
        onPointerEnter={onReach}
        onClick={onReach}
        onChange={(event) => {
          store.getState().addFiles([...(event.target.files ?? [])])
          // The same file can be chosen again.
          event.target.value = ''
        }}
        className="absolute inset-0 overflow-hidden rounded-2 opacity-0 file:hidden"
      />
    </span>
  )
}
