/**
 * The one keyboard map of the studio; how the list of shortcuts names it is in `key-labels.ts`. Notation: `Mod` is Ctrl,
 * or Cmd on a Mac; `Plus` is the sign; digits are meant by their place on the keyboard, because Shift+0 writes another
 * sign on every layout.
 */
const table = {
  run: ['Mod+Enter'],
  prompt: ['p'],
  continue_from: ['c'],
  undo: ['Mod+z'],
  redo: ['Mod+Shift+z'],
  next_view: ['v'],
  view_single: ['1'],
  view_split: ['2'],
  view_side: ['3'],
  view_overlay: ['4'],
  view_blink: ['5'],
  view_changes: ['6'],
  select: ['w'],
  original: ['b'],
  next_change: ['n'],
  previous_change: ['Shift+n'],
  previous_result: ['['],
  next_result: [']'],
  zoom_fit: ['0'],
  zoom_full: ['Shift+0'],
  zoom_in: ['Plus', '='],
  zoom_out: ['-'],
  star: ['s'],
  download: ['d'],
  search: ['/'],
  cancel: ['Escape'],
  help: ['?'],
} as const satisfies Record<string, readonly string[]>

export type KeyId = keyof typeof table

export const KEY_IDS = Object.keys(table) as KeyId[]

/** The keys of a command, in the notation of the map. */
export const keysOf = (id: KeyId): readonly string[] => table[id]

/** What is read of a keyboard event. */
export type KeyStroke = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * The command that belongs to a keystroke. With `singleKeys` off only keys with a modifier, and Escape, are commands
 * (WCAG 2.1.4: single letters can be switched off).
 */
export function commandOfKey(typed: KeyStroke, singleKeys: boolean): KeyId | undefined {
  const stroke = isWrittenWithAlt(typed) ? withoutAlt(typed) : typed
  const isSingle = !stroke.ctrlKey && !stroke.metaKey && stroke.key !== 'Escape'
  if (isSingle && !singleKeys) return undefined
  return KEY_IDS.find((id) => keysOf(id).some((key) => isPressed(key, stroke)))
}

/** Many layouts write signs such as `[` with AltGr, which Windows tells as Ctrl and Alt, and a Mac with Option. */
const isWrittenWithAlt = ({ key, altKey }: KeyStroke): boolean => altKey && /^[^\p{L}\p{N}\s]$/u.test(key)

/** Field by field: an event of the browser has none of them itself, so a spread would lose them. */
const withoutAlt = ({ key, code, metaKey, shiftKey }: KeyStroke): KeyStroke => ({
  key,
  code,
  metaKey,
  shiftKey,
  ctrlKey: false,
  altKey: false,
})

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
