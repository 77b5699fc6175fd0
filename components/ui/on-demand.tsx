'use client'

import { type ComponentType, lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>

/** A part of the screen that is fetched when it is first shown. Made once, outside of components. */
export type Part<Props> = {
  fetch: Load<Props>
  /** For the server, which draws it like any other, and the page's first drawing. */
  Deferred: ComponentType<Props>
  Loaded?: ComponentType<Props>
}

export function createPart<Props extends object>(load: Load<Props>): Part<Props> {
  const fetch: Load<Props> = async () => {
    const found = await load()
    part.Loaded = found.default
    return found
  }
  const part: Part<Props> = { fetch, Deferred: lazy(fetch) as unknown as ComponentType<Props> }
  return part
}

/**
 * Shows a part as soon as it is there. After the first drawing it does not go through Suspense: React holds back what
 * comes out of it for 300 ms, which is slower than the fetch.
 */
export function OnDemand<Props extends object>({ part, given }: { part: Part<Props>; given: Props }) {
  const isFirstDrawing = useSyncExternalStore(never, onClient, onServer)
  const [First] = useState(() => part.Loaded ?? (isFirstDrawing ? part.Deferred : undefined))
  const [Late, setLate] = useState<ComponentType<Props>>()
  useEffect(() => {
    if (!First) return fetchPatiently(part.fetch, (found) => setLate(() => found.default))
  }, [First, part])
  const Shown = First ?? Late
  return Shown ? (
    <Suspense>
      <Shown {...given} />
    </Suspense>
  ) : null
}

const RETRY_MS = 1000

/** The network, or the server, may be away for a moment: tries until the part is there or nobody waits for it. */
function fetchPatiently<Props>(
  fetch: Load<Props>,
  onFetched: (found: { default: ComponentType<Props> }) => void,
): () => void {
  let isAwaited = true
  let timer: ReturnType<typeof setTimeout>
  const attempt = () =>
    fetch().then(
      (found) => isAwaited && onFetched(found),
      () => {
        if (isAwaited) timer = setTimeout(attempt, RETRY_MS)
      },
    )
  void attempt()
  return () => {
    isAwaited = false
    clearTimeout(timer)
  }
}

const never = () => () => {}
const onClient = () => false
const onServer = () => true
