'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds now; never on the server. */
export function useMedia(query: string): boolean {
  const watch = useCallback(
    (onChange: () => void) => {
      const media = matchMedia(query)
      media.addEventListener('change', onChange)
      return () => media.removeEventListener('change', onChange)
    },
    [query],
  )
  return useSyncExternalStore(watch, () => matchMedia(query).matches, onServer)
}

const onServer = () => false
