'use client'

import { useEffect, useRef, useState } from 'react'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { TreeRow } from '@/lib/edits/view'

/** How long to wait after an answer that did not come. */
const RETRY_MS = 1000

/**
 * Asks for what the drawn rows show and is not here yet, and with it for the rows `near` them: one question at a time,
 * for what is in sight by then, and few of them while somebody scrolls.
 */
export function useLoadedRows(drawn: readonly TreeRow[], near: readonly TreeRow[]): void {
  const store = useStudioStore()
  const nodes = useStudio((state) => state.nodes)
  const [isBusy, setBusy] = useState(false)
  const asked = useRef(new Set<string>())
  const isMissing = ({ key }: TreeRow) => !nodes[key] && !asked.current.has(key)
  const missing = (drawn.some(isMissing) ? near : [])
    .filter(isMissing)
    .map(({ key }) => key)
    .join(' ')
  useEffect(() => {
    if (isBusy || !missing) return
    const wanted = missing.split(' ')
    for (const key of wanted) asked.current.add(key)
    setBusy(true)
    void store
      .getState()
      .loadNodes(new AbortController().signal, wanted)
      .then(
        () => {
          // What has come may go again, and is then asked for once more; what is not there any more is not.
          const { nodes: known } = store.getState()
          for (const key of wanted) if (known[key]) asked.current.delete(key)
          setBusy(false)
        },
        () => {
          for (const key of wanted) asked.current.delete(key)
          setTimeout(() => setBusy(false), RETRY_MS)
        },
      )
  }, [store, missing, isBusy])
}
