'use client'

import { useCallback, useEffect, useState } from 'react'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { RunField } from '@/lib/edits/check-run'
import { fieldId } from '@/lib/studio/keys/field-focus'
import { isMaskShown } from '@/lib/studio/masks/mask-slice'

export type Opened = 'left' | 'right' | 'shortcuts' | 'url' | undefined

/** On a phone a drawer covers the stage. */
const COVERS = '(max-width: 639px)'

/**
 * What lies over the studio now. A drawer gives way to what was chosen in it: to a mask that is to be painted, to words
 * that were put into the composer, and where it covers the stage to every picture.
 */
export function useDrawers() {
  const store = useStudioStore()
  const [opened, open] = useState<Opened>()
  const close = useCallback(() => open(undefined), [])
  useEffect(
    () =>
      store.subscribe((now, before) => {
        const isMaskTurned = isMaskShown(now) !== isMaskShown(before)
        const isOtherShown = now.selected !== before.selected || now.region !== before.region
        // What lies under a drawer cannot be typed into: this was put there by a command of the drawer.
        const isWritten = now.prompt !== before.prompt || now.changing !== before.changing
        if (isMaskTurned || isWritten || (isOtherShown && window.matchMedia(COVERS).matches)) close()
      }),
    [store, close],
  )
  /** Opens the drawer in which a field of the run stands, where that is one. */
  const reveal = useCallback((field: RunField) => {
    const element = document.getElementById(fieldId(field))
    if (element?.closest('[inert]')) open('left')
  }, [])
  return { opened, open, close, reveal }
}
