import { expect, it } from 'vitest'
import { areRowsScrolled, chooseColumns } from '@/lib/studio/stage/pane-grid'

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

it.each([
  ['photos', photo],
  ['tall pictures', { width: 600, height: 1800 }],
  ['panoramas', { width: 20_000, height: 1000 }],
])('gives each of very many %s a width in which something is seen', (_what, reference) => {
  const columns = chooseColumns(113, desktop, reference)
  expect(desktop.width / columns).toBeGreaterThanOrEqual(160)
  expect(chooseColumns(113, { width: 390, height: 500 }, reference)).toBeLessThanOrEqual(2)
})

it('fills the width with rows of the least height, where very many are scrolled through', () => {
  expect(chooseColumns(113, desktop, photo)).toBe(4)
})

it('scrolls rows that are too many for the area at their least height', () => {
  expect(areRowsScrolled(3, 542)).toBe(false)
  expect(areRowsScrolled(3, 541)).toBe(true)
})

it('stacks on a phone', () => {
  expect(chooseColumns(2, { width: 390, height: 500 }, photo)).toBe(1)
})
