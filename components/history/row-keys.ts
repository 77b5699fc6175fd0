import type { KeyboardEvent } from 'react'
import type { NodeKey } from '@/lib/history/node-key'
import { downloadNode } from '@/lib/studio/downloads/download.client'
import { commandOfKey } from '@/lib/studio/keys/keys'
import type { StudioStore } from '@/lib/studio/studio-store'

export const isMenuKey = (event: KeyboardEvent) =>
  event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)

export function chooseRow({ getState }: StudioStore, key: NodeKey, isAdding: boolean): void {
  if (isAdding) getState().compareWith(key)
  else getState().show(key)
}

/** Commands about the item that has the focus. Answers whether the key was one. */
export function actOnRow(event: KeyboardEvent, store: StudioStore, key: NodeKey): boolean {
  const state = store.getState()
  const isAdding = event.shiftKey || event.ctrlKey || event.metaKey
  if (event.key === 'Enter' && !(event.ctrlKey || event.metaKey)) chooseRow(store, key, event.shiftKey)
  else if (event.key === ' ') chooseRow(store, key, isAdding)
  else if (event.key === 'Delete') void state.remove(state.selected.includes(key) ? state.selected : [key])
  else return actByLetter(event, store, key)
  return true
}

function actByLetter(event: KeyboardEvent, { getState }: StudioStore, key: NodeKey): boolean {
  const { areSingleKeysOn, star, continueFrom, nodes } = getState()
  const command = commandOfKey(event.nativeEvent, areSingleKeysOn)
  const node = nodes[key]
  if (command === 'star') void star(key)
  else if (command === 'continue_from') continueFrom(key)
  else if (command === 'download' && node?.image) downloadNode(getState(), node)
  else return false
  return true
}
