'use client'

import { useEffect } from 'react'
import { useStudioStore } from '@/components/ui/studio-provider'
import { fieldId } from '@/lib/studio/keys/field-focus'
import { listenForKeys } from '@/lib/studio/keys/key-listener.client'
import { tellIdle } from '@/lib/studio/keys/tell-idle'
import { isMaskShown } from '@/lib/studio/masks/mask-slice'

/** The keys that belong to the whole page. */
export function useStudioKeys(onHelp: () => void) {
  const store = useStudioStore()
  useEffect(
    () =>
      listenForKeys(
        {
          help: onHelp,
          prompt: () => document.getElementById(fieldId('prompt'))?.focus(),
          undo: () =>
            isMaskShown(store.getState()) ? store.getState().undoMask() : store.getState().undoLast(),
          redo: () => isMaskShown(store.getState()) && store.getState().redoMask(),
        },
        () => store.getState().areSingleKeysOn,
        (id) => tellIdle(store, id),
      ),
    [store, onHelp],
  )
}
