'use client'

import { type ComponentType, lazy, memo, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { shallow } from 'zustand/shallow'
import { Alert } from '@/components/ui/alert'
import { OUTDATED } from '@/lib/studio/live/unreached'

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
 * Shows a part as soon as it is there, and says so when it is there no more. After the first drawing it does not go through Suspense: React holds back what
 * comes out of it for 300 ms, which is slower than the fetch.
 */
export function OnDemand<Props extends object>({ part, given }: { part: Part<Props>; given: Props }) {
  const isFirstDrawing = useSyncExternalStore(never, onClient, onServer)
  const [First] = useState(() => part.Loaded ?? (isFirstDrawing ? part.Deferred : undefined))
  const [Late, setLate] = useState<ComponentType<Props>>()
  const [isOutdated, setOutdated] = useState(false)
  useEffect(() => {
    if (First) return
    return fetchPatiently(
      part.fetch,
      (found) => setLate(() => found.default),
      () => setOutdated(true),
    )
  }, [First, part])
  const Shown = First ?? Late
  if (!Shown) return isOutdated ? <Alert>{OUTDATED}</Alert> : null
  return <Drawn of={Shown as ComponentType<object>} given={given} />
}

/**
 * Drawn anew only when what is given changes: React throws away what the server has drawn, and shows nothing until the
 * part is there, where anything around a boundary of the first drawing is drawn anew before that.
 */
const Drawn = memo(
  ({ of: Shown, given }: { of: ComponentType<object>; given: object }) => (
    <Suspense>
      <Shown {...given} />
    </Suspense>
  ),
  (before, now) => before.of === now.of && shallow(before.given, now.given),
)

/** The first wait; each further one is longer by as much. */
const RETRY_MS = 1000
/** A server that answers and does not have the part after so many tries was built anew. */
const PATIENT_TRIES = 3

/** The network, or the server, may be away for a moment: tries until the part is there or nobody waits for it. */
function fetchPatiently<Props>(
  fetch: Load<Props>,
  onFetched: (found: { default: ComponentType<Props> }) => void,
  onOutdated: () => void,
): () => void {
  let isAwaited = true
  let tries = 0
  let timer: ReturnType<typeof setTimeout>
  const attempt = () =>
    fetch().then(
      (found) => isAwaited && onFetched(found),
      async () => {
        if (!isAwaited) return
        tries += 1
        timer = setTimeout(attempt, RETRY_MS * tries)
        if (tries >= PATIENT_TRIES && (await isServerThere()) && isAwaited) onOutdated()
      },
    )
  void attempt()
  return () => {
    isAwaited = false
    clearTimeout(timer)
  }
}

const isServerThere = () =>
  fetch('/api/health').then(
    ({ ok }) => ok,
    () => false,
  )

const never = () => () => {}
const onClient = () => false
const onServer = () => true
