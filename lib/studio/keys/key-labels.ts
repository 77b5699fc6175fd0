import { KEY_IDS, type KeyId, keysOf } from '@/lib/studio/keys/keys'

const labels: Record<KeyId, readonly [label: string, group: string]> = {
  run: ['Run', 'Edit'],
  prompt: ['To the prompt', 'Edit'],
  continue_from: ['Continue from here', 'Edit'],
  undo: ['Undo the last delete or stroke', 'Edit'],
  redo: ['Redo the stroke', 'Edit'],
  next_view: ['Views in turn', 'View'],
  view_single: ['Single', 'View'],
  view_split: ['Split', 'View'],
  view_side: ['Side by side', 'View'],
  view_overlay: ['Overlay', 'View'],
  view_blink: ['Blink', 'View'],
  view_changes: ['Changes', 'View'],
  select: ['Select on the picture', 'View'],
  original: ['Hold to see the original', 'View'],
  next_change: ['Next changed region', 'View'],
  previous_change: ['Previous changed region', 'View'],
  previous_result: ['Previous result, or smaller brush', 'View'],
  next_result: ['Next result, or larger brush', 'View'],
  zoom_fit: ['Fit', 'Zoom'],
  zoom_full: ['100 %', 'Zoom'],
  zoom_in: ['Zoom in', 'Zoom'],
  zoom_out: ['Zoom out', 'Zoom'],
  star: ['Star', 'History'],
  download: ['Download', 'History'],
  search: ['Search history', 'History'],
  cancel: ['Cancel or close, leave the prompt', 'General'],
  help: ['Keyboard shortcuts', 'General'],
}

export type KeyBinding = { id: KeyId; label: string; group: string; keys: readonly string[] }

/** Every shortcut, in the order in which the list shows them. */
export const KEY_BINDINGS: readonly KeyBinding[] = KEY_IDS.map((id) => {
  const [label, group] = labels[id]
  return { id, label, group, keys: keysOf(id) }
})
