import { expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createNoticesSlice, type NoticesSlice } from '@/lib/studio/notices-slice'

const createNotices = () => createStore<NoticesSlice>()((set, get) => createNoticesSlice(set, get))

it('takes back the latest thing that can be taken back, once', () => {
  const { getState } = createNotices()
  const undone: string[] = []
  getState().say('Deleted one', { undo: () => undone.push('one') })
  getState().say('Deleted two', { undo: () => undone.push('two') })
  getState().say('Copied')
  expect(getState().undoLast()).toBe(true)
  expect(undone).toEqual(['two'])
  expect(getState().notices.map((notice) => notice.text)).toEqual(['Deleted one', 'Copied'])
  getState().undoLast()
  expect(getState().undoLast()).toBe(false)
  expect(undone).toEqual(['two', 'one'])
})

it('keeps no more than three in sight', () => {
  const { getState } = createNotices()
  for (const text of ['a', 'b', 'c', 'd']) getState().say(text)
  expect(getState().notices.map((notice) => notice.text)).toEqual(['b', 'c', 'd'])
})
