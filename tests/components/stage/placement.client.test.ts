// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { partNumbers, placeBoxes } from '@/components/stage/placement.client'
import { imageView } from '@/tests/support/node-views'
import { createTestStore, standInForBrowser } from '@/tests/support/studio-screen'

standInForBrowser()

test('the number of a region at the last edges of the picture stands within it', () => {
  const { store } = createTestStore({})
  const frame = { width: 1000, height: 700, clearBottom: 0 }
  store.getState().measureScene({ frame, reference: imageView('cat', 900, 600), dpr: 1 })
  store.setState({ viewport: { mode: 'free', centre: { x: 450, y: 300 }, scale: 1 } })
  const marks = document.createElement('div')
  marks.innerHTML = '<div><span>1</span></div><div><span>2</span></div>'
  const boxes = [
    { x: 100, y: 100, width: 40, height: 40 },
    { x: 890, y: 596, width: 10, height: 4 },
  ]
  const starts = placeBoxes(marks.children, boxes, store.getState())
  partNumbers(marks.children, starts, undefined, store.getState())
  const shifts = [...marks.querySelectorAll('span')].map(({ style }) => style.translate)
  expect(shifts).toEqual(['0px 0px', '-12px -14px'])
})
