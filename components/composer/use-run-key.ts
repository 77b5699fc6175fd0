'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useStudioStore } from '@/components/ui/studio-provider'
import { listenForKeys } from '@/lib/studio/keys/key-listener.client'
import { showKey } from '@/lib/studio/keys/keys'

/** Runs on Ctrl/Cmd+Enter from anywhere; answers with the keys as this machine prints them. */
export function useRunKey(run: () => void): string {
  const store = useStudioStore()
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(
    () => listenForKeys({ run: () => latest.current() }, () => store.getState().areSingleKeysOn),
    [store],
  )
  return showKey('Mod+Enter', useSyncExternalStore(never, isMac, onServer))
}

const never = () => () => {}
const isMac = () => /mac|iphone|ipad/i.test(navigator.platform)
const onServer = () => false
