// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listenForKeys } from '@/lib/studio/keys/key-listener.client'

const handlers = { run: vi.fn(), cancel: vi.fn(), star: vi.fn(), zoom_in: vi.fn() }
let stop: () => void
beforeEach(() => {
  document.body.innerHTML = '<textarea></textarea><main tabindex="-1"></main>'
  vi.clearAllMocks()
  stop = listenForKeys(handlers, () => true)
})
afterEach(() => {
  stop()
  document.body.replaceChildren()
})

function press(where: 'textarea' | 'main', key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  document.querySelector(where)!.dispatchEvent(event)
}

it('leaves all but Run to a field that is typed in: Escape there must not cancel what is paid for', () => {
  press('textarea', 'Escape')
  press('textarea', 's')
  press('textarea', 'Enter', { ctrlKey: true })
  expect(handlers.cancel).not.toHaveBeenCalled()
  expect(handlers.star).not.toHaveBeenCalled()
  expect(handlers.run).toHaveBeenCalledTimes(1)
})

it('reads a sign that is written with AltGr from the event of the browser', () => {
  press('main', '+', { ctrlKey: true, altKey: true })
  expect(handlers.zoom_in).toHaveBeenCalledTimes(1)
})

it('leaves keys to an input method while it composes', () => {
  press('main', 'Escape', { isComposing: true })
  expect(handlers.cancel).not.toHaveBeenCalled()
})

it('leaves all keys to an open dialog, also when the focus has fallen out of it', () => {
  document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>')
  press('main', 'Escape')
  press('main', 's')
  expect(handlers.cancel).not.toHaveBeenCalled()
  expect(handlers.star).not.toHaveBeenCalled()
})

it('does once what a key is held for, but goes on zooming', () => {
  for (const repeat of [false, true, true]) {
    press('main', 's', { repeat })
    press('main', '=', { repeat })
  }
  expect(handlers.star).toHaveBeenCalledTimes(1)
  expect(handlers.zoom_in).toHaveBeenCalledTimes(3)
})

it('tells of a press that did nothing, once for as long as the key is held', () => {
  const onIdle = vi.fn()
  const end = listenForKeys({ zoom_out: () => false, help: () => undefined }, () => true, onIdle)
  press('main', '-')
  press('main', '-', { repeat: true })
  press('main', '?')
  end()
  expect(onIdle.mock.calls).toEqual([['zoom_out']])
})
