import { describe, expect, it } from 'vitest'
import { KEY_BINDINGS } from '@/lib/studio/keys/key-labels'
import { commandOfKey, type KeyStroke, showKey } from '@/lib/studio/keys/keys'

const press = (key: string, change: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
})

describe('the keyboard map', () => {
  it('tells 0 from Shift+0 by the place of the key, whatever sign the layout writes', () => {
    expect(commandOfKey(press('0', { code: 'Digit0' }), true)).toBe('zoom_fit')
    expect(commandOfKey(press(')', { code: 'Digit0', shiftKey: true }), true)).toBe('zoom_full')
    expect(commandOfKey(press('=', { code: 'Digit0', shiftKey: true }), true)).toBe('zoom_full')
  })

  it('takes Ctrl and Cmd as the same modifier', () => {
    expect(commandOfKey(press('Enter', { ctrlKey: true }), true)).toBe('run')
    expect(commandOfKey(press('z', { metaKey: true }), true)).toBe('undo')
    expect(commandOfKey(press('Enter'), true)).toBeUndefined()
  })

  it('leaves browser shortcuts alone', () => {
    expect(commandOfKey(press('c', { ctrlKey: true }), true)).toBeUndefined()
    expect(commandOfKey(press('d', { altKey: true }), true)).toBeUndefined()
  })

  it('knows a sign also on layouts that write it with AltGr or Option', () => {
    expect(commandOfKey(press('[', { ctrlKey: true, altKey: true }), true)).toBe('previous_result')
    expect(commandOfKey(press(']', { altKey: true }), true)).toBe('next_result')
    expect(commandOfKey(press(']', { altKey: true }), false)).toBeUndefined()
  })

  it('tells a letter from the same with Shift, and takes it in capitals', () => {
    expect(commandOfKey(press('n'), true)).toBe('next_change')
    expect(commandOfKey(press('N', { shiftKey: true }), true)).toBe('previous_change')
    expect(commandOfKey(press('N'), true)).toBe('next_change')
    expect(commandOfKey(press('Z', { ctrlKey: true, shiftKey: true }), true)).toBe('redo')
    expect(commandOfKey(press('?', { shiftKey: true }), true)).toBe('help')
  })

  it('gives up single keys when they are switched off, but not Escape or modified keys', () => {
    expect(commandOfKey(press('b'), false)).toBeUndefined()
    expect(commandOfKey(press('Escape'), false)).toBe('cancel')
    expect(commandOfKey(press('Enter', { ctrlKey: true }), false)).toBe('run')
  })

  it('gives no key to two commands', () => {
    const keys = KEY_BINDINGS.flatMap((binding) => binding.keys)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('names keys as they are printed', () => {
    expect(showKey('Mod+Enter', false)).toBe('Ctrl ↵')
    expect(showKey('Mod+z', true)).toBe('⌘ Z')
    expect(showKey('Plus', false)).toBe('+')
  })
})
