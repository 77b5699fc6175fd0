import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { StudioEvent } from '@/lib/edits/event'
import type { EditState } from '@/lib/edits/state'
import { holdPassing } from '@/lib/studio/live/passing-states'
import { editView, rootView } from '@/tests/support/node-views'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const edit = (word: string, state: EditState): StudioEvent => ({
  type: 'node',
  node: editView(word, { state, image: null }),
})

/** What was passed on, as "number state" or "number type". */
function listen() {
  const told: string[] = []
  const take = holdPassing((event, id) => {
    const isEdit = event.type === 'node' && event.node.kind === 'edit'
    told.push(`${id} ${isEdit && 'state' in event.node ? event.node.state : event.type}`)
  })
  return { told, take }
}

it('an edit that is over at once is told of once', () => {
  const { told, take } = listen()
  take(edit('cat', 'preparing'), 1)
  take(edit('cat', 'dispatching'), 2)
  take(edit('cat', 'storing'), 3)
  take(edit('cat', 'succeeded'), 4)
  vi.runAllTimers()
  expect(told).toEqual(['4 succeeded'])
})

it('a state that lasts is told after a moment, the latest of each edit', () => {
  const { told, take } = listen()
  take(edit('cat', 'preparing'), 1)
  take(edit('dog', 'preparing'), 2)
  take(edit('cat', 'dispatching'), 3)
  expect(told).toEqual([])
  vi.runAllTimers()
  expect(told).toEqual(['2 preparing', '3 dispatching'])
  take(edit('cat', 'polling'), 4)
  vi.runAllTimers()
  expect(told).toEqual(['2 preparing', '3 dispatching', '4 polling'])
})

it('what ends or is no edit waits for nothing, and nothing overtakes it', () => {
  const { told, take } = listen()
  take(edit('cat', 'dispatching'), 1)
  take({ type: 'node', node: rootView('photo') }, 2)
  expect(told).toEqual(['1 dispatching', '2 node'])
  take(edit('dog', 'preparing'), 3)
  take(edit('cat', 'failed'), 4)
  expect(told).toEqual(['1 dispatching', '2 node', '3 preparing', '4 failed'])
})
