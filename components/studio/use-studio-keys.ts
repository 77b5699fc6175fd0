'use client'

import { useEffect } from 'react'
import { useStudioStore } from '@/components/ui/studio-provider'
import { listenForKeys } from '@/lib/studio/key-listener.client'

/** The keys that belong to the whole page. */
export function useStudioKeys(onHelp: () => void) {
  const store = useStudioStore()
  useEffect(
    () =>
      listenForKeys(
        { help: onHelp, undo: () => void store.getState().undoLast() },
        () => store.getState().areSingleKeysOn,
      ),
    [store, onHelp],
  )
}
