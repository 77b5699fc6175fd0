import { expect, it } from 'vitest'
import {
  drawLabelGreys,
  drawLabels,
  maskOfLabel,
  type PartStep,
  sharesOf,
} from '@/lib/studio/masks/part-labels'

const size = { width: 8, height: 1 }
/** Region 1 is the left half of the first result, the right half of the second. */
const half = (isLeft: boolean) => ({
  original: size,
  regions: { ...size, data: Uint8Array.from({ length: 8 }, (_, x) => Number(x < 4 === isLeft)) },
})
const grounds = [half(true), half(false)]
const stroke = (label: number, from: number, to: number, isAdding = true): PartStep => ({
  label,
  step: {
    kind: 'stroke',
    isAdding,
    radiusPx: 0.5,
    points: [
      { x: from + 0.5, y: 0.5 },
      { x: to + 0.5, y: 0.5 },
    ],
  },
})
const draw = (...steps: PartStep[]) => [...drawLabels({ steps, grounds, size }).data].join('')

it('lets the later stroke win, so that a place belongs to one result', () => {
  expect(draw(stroke(1, 0, 5), stroke(2, 4, 7))).toBe('11112222')
  expect(draw(stroke(2, 4, 7), stroke(1, 0, 5))).toBe('11111122')
})

it('erases what is taken from the result in hand, and from no other', () => {
  expect(draw(stroke(1, 0, 3), stroke(2, 4, 7), stroke(2, 2, 5, false))).toBe('11110022')
})

it('takes whole regions, each from the map of its own result', () => {
  const region = (label: number, isTaken: boolean): PartStep => ({
    label,
    step: { kind: 'region', number: 1, isTaken },
  })
  expect(draw(region(1, true), region(2, true))).toBe('11112222')
  expect(draw(region(1, true), region(2, true), region(1, false))).toBe('00002222')
})

it('clears and inverts one result without touching the other', () => {
  expect(draw(stroke(1, 0, 1), stroke(2, 6, 7), { label: 1, step: { kind: 'invert' } })).toBe('00111122')
  expect(draw(stroke(1, 0, 1), stroke(2, 6, 7), { label: 1, step: { kind: 'clear' } })).toBe('00000022')
})

it('says how much is taken from each, and draws what the server reads', () => {
  const steps = [stroke(1, 0, 1), stroke(2, 4, 7)]
  const labels = drawLabels({ steps, grounds, size })
  expect(sharesOf(labels, 2)).toEqual([0.25, 0.25, 0.5])
  expect([...maskOfLabel(labels, 2).data]).toEqual([0, 0, 0, 0, 255, 255, 255, 255])
  expect([...drawLabelGreys({ steps, grounds, size }).data]).toEqual([128, 128, 0, 0, 255, 255, 255, 255])
})
