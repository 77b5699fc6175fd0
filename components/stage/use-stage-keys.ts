'use client'

import { useEffect, useRef } from 'react'
import { useStudioStore } from '@/components/ui/studio-provider'
import { isOpen } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { cancelId, isPaid } from '@/lib/studio/history/edit-outs'
import { type KeyHandlers, listenForKeys } from '@/lib/studio/keys/key-listener.client'
import { tellIdle } from '@/lib/studio/keys/tell-idle'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import { unreached } from '@/lib/studio/live/unreached'
import { isMaskShown } from '@/lib/studio/masks/mask-slice'
import { findSelection, isSelecting } from '@/lib/studio/selection/selecting'
import { isMeasured } from '@/lib/studio/stage/chosen'
import type { StudioState, StudioStore } from '@/lib/studio/studio-store'

const fetchDownload = fetchOnce(() => import('@/lib/studio/downloads/download.client'))

/** The keys of the stage: views, zoom, results, and the commands about the picture that is shown. */
export function useStageKeys(currentKey: NodeKey | undefined): void {
  const store = useStudioStore()
  const current = useRef(currentKey)
  current.current = currentKey
  useEffect(() => {
    const state = store.getState
    const endKeys = listenForKeys(
      { ...lookKeys(store), ...nodeKeys(store, () => current.current) },
      () => state().areSingleKeysOn,
      (id) => tellIdle(store, id),
    )
    const release = () => state().isOriginalHeld && state().holdOriginal(false)
    const onKeyDown = (event: KeyboardEvent) => panByKey(event, state().pan)
    const onKeyUp = (event: KeyboardEvent) => event.key.toLowerCase() === 'b' && release()
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('keyup', onKeyUp)
    window.addEventListener('blur', release)
    return () => {
      endKeys()
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('keyup', onKeyUp)
      window.removeEventListener('blur', release)
    }
  }, [store])
}

const PAN_PX = 48
const PAN_KEYS: Record<string, [number, number]> = {
  ArrowLeft: [PAN_PX, 0],
  ArrowRight: [-PAN_PX, 0],
  ArrowUp: [0, PAN_PX],
  ArrowDown: [0, -PAN_PX],
}
/** What has a use for arrows itself. */
const WALKED_BY_ARROWS = 'input, textarea, select, dialog, [contenteditable], [role]:not([role=toolbar])'

/** Arrows move the picture wherever nothing else is moved by them; with Shift five times as far. */
function panByKey(event: KeyboardEvent, pan: (dx: number, dy: number) => void): void {
  const move = PAN_KEYS[event.key]
  const isTaken = event.target instanceof Element && event.target.closest(WALKED_BY_ARROWS) !== null
  if (!move || isTaken || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  const times = event.shiftKey ? 5 : 1
  pan(move[0] * times, move[1] * times)
}

function lookKeys({ getState }: StudioStore): KeyHandlers {
  return {
    view_single: () => getState().chooseView('single'),
    view_split: () => getState().chooseView('split'),
    view_side: () => getState().chooseView('side'),
    view_overlay: () => getState().chooseView('overlay'),
    view_blink: () => getState().chooseView('blink'),
    select: () => getState().toggleSelecting(),
    original: () => getState().holdOriginal(true),
    previous_result: () =>
      isMaskShown(getState()) ? getState().resizeBrush(-1) : getState().showNeighbour(-1),
    next_result: () => (isMaskShown(getState()) ? getState().resizeBrush(1) : getState().showNeighbour(1)),
    zoom_fit: () => getState().fitPicture(),
    zoom_full: () => getState().zoomToFull(),
    zoom_in: () => getState().stepZoom(1),
    zoom_out: () => getState().stepZoom(-1),
  }
}

function nodeKeys({ getState }: StudioStore, findKey: () => NodeKey | undefined): KeyHandlers {
  const withKey = (act: (key: NodeKey) => unknown) => () => {
    const key = findKey()
    return key ? act(key) : false
  }
  const stepRegion = (step: 1 | -1) =>
    withKey((key) => {
      const node = getState().nodes[key]
      if (!isMeasured(node)) return false
      if (getState().reports[node.id]) return getState().stepRegion(node.id, step)
      // Of two that are compared nothing was read yet.
      return getState()
        .loadReport(node.id)
        .then(() => getState().stepRegion(node.id, step))
    })
  return {
    next_view: () => getState().nextView(isMeasured(getState().nodes[findKey() ?? ''])),
    star: withKey((key) => void getState().star(key)),
    continue_from: withKey((key) => (getState().nodes[key]?.image ? getState().continueFrom(key) : false)),
    download: withKey((key) => {
      const node = getState().nodes[key]
      if (!node?.image) return false
      return fetchDownload().then(({ downloadNode }) => downloadNode(getState(), node), unreached)
    }),
    view_changes: withKey((key) => isMeasured(getState().nodes[key]) && getState().chooseView('changes')),
    next_change: stepRegion(1),
    previous_change: stepRegion(-1),
    cancel: withKey((key) => {
      const node = getState().nodes[key]
      if (isMaskShown(getState())) return getState().leaveMask()
      if (isSelecting(getState())) return leaveSelecting(getState())
      if (getState().selected.length > 1) getState().show(key)
      else if (node?.kind === 'edit' && isOpen(node.state)) cancelOnPurpose(getState(), node, key)
    }),
  }
}

/** What costs money is not ended by one Escape too many: it leads to the button that does. */
function cancelOnPurpose(state: StudioState, edit: EditView, key: NodeKey): void {
  if (isPaid(edit)) document.getElementById(cancelId(key))?.focus()
  else void state.cancelEdit(key)
}

/** Step by step: the search, then what is selected, then the tool. */
function leaveSelecting(state: StudioState): void {
  if (state.search) state.stopSearch()
  else if (findSelection(state)) state.clearSelection()
  else state.toggleSelecting()
}
