import { expect, it } from 'vitest'
import { chooseColumns } from '@/lib/studio/stage/pane-grid'

const desktop = { width: 912, height: 640 }
const photo = { width: 902, height: 600 }

it('lays four photos two by two and two of them side by side', () => {
  expect(chooseColumns(4, desktop, photo)).toBe(2)
  expect(chooseColumns(2, desktop, photo)).toBe(2)
  expect(chooseColumns(1, desktop, photo)).toBe(1)
})

it('keeps two beside each other though above each other they were a little larger', () => {
  expect(chooseColumns(2, { width: 912, height: 708 }, { width: 1024, height: 682 })).toBe(2)
})

it('stacks panoramas and lines up tall pictures', () => {
  expect(chooseColumns(3, desktop, { width: 20_000, height: 1000 })).toBe(1)
  expect(chooseColumns(3, desktop, { width: 600, height: 1800 })).toBe(3)
})

it('stacks on a phone', () => {
  expect(chooseColumns(2, { width: 390, height: 500 }, photo)).toBe(1)
})
