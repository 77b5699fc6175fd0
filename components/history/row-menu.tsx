'use client'

import {
  Ban,
  Dices,
  Download,
  FolderInput,
  GitBranch,
  ListTree,
  Pencil,
  RotateCw,
  Search,
  Star,
  Trash2,
} from '@/components/ui/icons'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useStudioStore } from '@/components/ui/studio-provider'
import { isOpen } from '@/lib/edits/state'
import type { NodeView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { downloadNode } from '@/lib/studio/downloads/download.client'
import { canBeChecked, isPaidAndHere } from '@/lib/studio/history/edit-outs'
import type { StudioStore } from '@/lib/studio/studio-store'

/** Everything that can be done with an item of the tree. */
export function RowMenu({
  view,
  nodeKey,
  anchor,
  onRename,
  onMove,
  onClose,
}: {
  view: NodeView
  nodeKey: NodeKey
  anchor: HTMLElement
  onRename: () => void
  onMove: (keys: readonly NodeKey[]) => void
  onClose: () => void
}) {
  const store = useStudioStore()
  const { selected } = store.getState()
  const areSeveral = selected.length > 1 && selected.includes(nodeKey)
  const items = [
    ...(areSeveral ? [] : editItems(view, nodeKey, store)),
    ...(areSeveral ? [] : nodeItems(view, nodeKey, store, onRename)),
    ...(areSeveral ? [downloadItem(selected, store)] : []),
    ...itemsOfAll(areSeveral ? selected : [nodeKey], store, onMove),
  ]
  return <Menu label="Actions" anchor={anchor} items={items} onClose={onClose} />
}

function editItems(view: NodeView, key: NodeKey, { getState }: StudioStore): MenuItem[] {
  if (view.kind === 'root') return []
  if (isOpen(view.state)) {
    if (isPaidAndHere(view)) return []
    return [{ label: 'Cancel', icon: <Ban />, onSelect: () => void getState().cancelEdit(key) }]
  }
  const retry = { label: 'Retry', icon: <RotateCw />, onSelect: () => void getState().retryEdit(key) }
  const check = { label: 'Check', icon: <Search />, onSelect: () => void getState().checkEdit(key) }
  return [
    ...(canBeChecked(view) ? [check] : []),
    ...(view.state === 'succeeded' ? [] : [retry]),
    { label: 'Run again', icon: <RotateCw />, onSelect: () => void getState().runAgain(key, false) },
    {
      label: 'Run again with new seed',
      icon: <Dices />,
      onSelect: () => void getState().runAgain(key, true),
    },
  ]
}

function nodeItems(
  view: NodeView,
  key: NodeKey,
  { getState }: StudioStore,
  onRename: () => void,
): MenuItem[] {
  const { image } = view
  const ofPicture: MenuItem[] = image
    ? [
        { label: 'Continue from here', icon: <GitBranch />, onSelect: () => getState().continueFrom(key) },
        { label: 'Download', icon: <Download />, onSelect: () => downloadNode(getState(), view) },
      ]
    : []
  return [
    ...ofPicture,
    {
      label: view.starred ? 'Remove the star' : 'Star',
      icon: <Star />,
      onSelect: () => void getState().star(key),
    },
    ...(view.kind === 'edit'
      ? [{ label: 'Read as a story', icon: <ListTree />, onSelect: () => getState().openStory(key) }]
      : []),
    { label: 'Rename', icon: <Pencil />, onSelect: onRename },
  ]
}

const downloadItem = (keys: readonly NodeKey[], { getState }: StudioStore): MenuItem => ({
  label: 'Download the chosen pictures',
  icon: <Download />,
  onSelect: () => getState().askForPictures(keys),
})

/** What can be done with one item or with all that are chosen. */
function itemsOfAll(
  keys: readonly NodeKey[],
  { getState }: StudioStore,
  onMove: (keys: readonly NodeKey[]) => void,
): MenuItem[] {
  return [
    { label: 'Move to another project', icon: <FolderInput />, onSelect: () => onMove(keys) },
    {
      label: keys.length > 1 ? `Delete ${keys.length} items` : 'Delete',
      icon: <Trash2 />,
      isApart: true,
      onSelect: () => void getState().remove(keys),
    },
  ]
}
