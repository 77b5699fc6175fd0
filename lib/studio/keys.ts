/**
 * The one keyboard map of the studio: what a key does, and how the list of shortcuts names it. Notation: `Mod` is Ctrl,
 * or Cmd on a Mac; `Plus` is the sign; digits are meant by their place on the keyboard, because Shift+0 writes another
 * sign on every layout.
 */
const table = {
  run: ['Run', 'Edit', ['Mod+Enter']],
  continue_from: ['Continue from here', 'Edit', ['c']],
  undo: ['Undo the last delete or stroke', 'Edit', ['Mod+z']],
  redo: ['Redo the stroke', 'Edit', ['Mod+Shift+z']],
  next_view: ['Views in turn', 'View', ['v']],
  view_single: ['Single', 'View', ['1']],
  view_split: ['Split', 'View', ['2']],
  view_side: ['Side by side', 'View', ['3']],
  view_overlay: ['Overlay', 'View', ['4']],
  view_blink: ['Blink', 'View', ['5']],
  view_changes: ['Changes', 'View', ['6']],
  select: ['Select on the picture', 'View', ['w']],
  original: ['Hold to see the original', 'View', ['b']],
  next_change: ['Next changed region', 'View', ['n']],
  previous_change: ['Previous changed region', 'View', ['Shift+n']],
  previous_result: ['Previous result, or smaller brush', 'View', ['[']],
  next_result: ['Next result, or larger brush', 'View', [']']],
  zoom_fit: ['Fit', 'Zoom', ['0']],
  zoom_full: ['100 %', 'Zoom', ['Shift+0']],
  zoom_in: ['Zoom in', 'Zoom', ['Plus', '=']],
  zoom_out: ['Zoom out', 'Zoom', ['-']],
  star: ['Star', 'History', ['s']],
  download: ['Download', 'History', ['d']],
  search: ['Search history', 'History', ['/']],
  cancel: ['Cancel or close', 'General', ['Escape']],
  help: ['Keyboard shortcuts', 'General', ['?']],
} as const satisfies Record<string, readonly [label: string, group: string, keys: readonly string[]]>

export type KeyId = keyof typeof table
export type KeyBinding = { id: KeyId; label: string; group: string; keys: readonly string[] }

/** Every shortcut, in the order in which the list shows them. */
export const KEY_BINDINGS: readonly KeyBinding[] = (Object.keys(table) as KeyId[]).map((id) => {
  const [label, group, keys] = table[id]
  return { id, label, group, keys }
})

/** What is read of a keyboard event. */
export type KeyStroke = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * The command that belongs to a keystroke. With `singleKeys` off only keys with a modifier, and Escape, are commands
 * (WCAG 2.1.4: single letters can be switched off).
 */
export function commandOfKey(stroke: KeyStroke, singleKeys: boolean): KeyId | undefined {
  const isSingle = !stroke.ctrlKey && !stroke.metaKey && stroke.key !== 'Escape'
  if (isSingle && !singleKeys) return undefined
  return KEY_BINDINGS.find((binding) => binding.keys.some((key) => isPressed(key, stroke)))?.id
}

function isPressed(notation: string, stroke: KeyStroke): boolean {
  const parts = notation.split('+')
  const key = parts.at(-1) === 'Plus' ? '+' : parts.at(-1)!
  const hasMod = stroke.ctrlKey || stroke.metaKey
  if (parts.includes('Mod') !== hasMod || stroke.altKey) return false
  if (/^\d$/.test(key)) return isDigit(key, stroke) && parts.includes('Shift') === stroke.shiftKey
  // A sign may need Shift on one layout and not on another; for a letter it is another command.
  if (/^[a-z]$/.test(key) && parts.includes('Shift') !== stroke.shiftKey) return false
  return stroke.key.toLowerCase() === key.toLowerCase()
}

const isDigit = (digit: string, { key, code }: KeyStroke): boolean =>
  code === `Digit${digit}` || code === `Numpad${digit}` || key === digit

/** A key as it is printed on this machine: `Ctrl`, or `⌘` on a Mac. */
export function showKey(notation: string, isMac: boolean): string {
  const names: Record<string, string> = { Mod: isMac ? '⌘' : 'Ctrl', Plus: '+', Escape: 'Esc', Enter: '↵' }
  return notation
    .split('+')
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ')
}
