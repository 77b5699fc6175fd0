import { describe, expect, it } from 'vitest'
import {
  isWholeProposal,
  type MaskStep,
  redoStep,
  startMask,
  takenRegions,
  takeStep,
  undoStep,
} from '@/lib/studio/masks/mask-document'

const invert: MaskStep = { kind: 'invert' }
const clear: MaskStep = { kind: 'clear' }
const take = (number: number, isTaken: boolean): MaskStep => ({ kind: 'region', number, isTaken })
const stamp: MaskStep = { kind: 'stroke', isAdding: true, radiusPx: 4, points: [{ x: 1, y: 1 }] }

describe('the steps of a mask', () => {
  it('come back in the order in which they were taken back', () => {
    const all = [stamp, invert, clear].reduce(takeStep, startMask([1], 3))
    const twiceBack = undoStep(undoStep(all))
    expect(twiceBack.done).toEqual([stamp])
    expect(redoStep(twiceBack).done).toEqual([stamp, invert])
    expect(redoStep(redoStep(twiceBack))).toEqual(all)
  })

  it('are gone for good when another is taken in their place', () => {
    const changed = takeStep(undoStep(takeStep(startMask([], 3), stamp)), clear)
    expect(changed.done).toEqual([clear])
    expect(redoStep(changed)).toBe(changed)
  })

  it('cannot be taken back beyond the beginning', () => {
    const start = startMask([1, 2], 3)
    expect(undoStep(start)).toBe(start)
  })
})

describe('the regions that are taken', () => {
  const takenAfter = (...steps: MaskStep[]) => [
    ...takenRegions(steps.reduce(takeStep, startMask([1, 2], 4)), 4),
  ]

  it('are those of the beginning, with what was chosen and laid aside since', () => {
    expect(takenAfter(take(3, true), take(1, false))).toEqual([2, 3])
  })

  it('turn round when the mask is inverted, and go when it is cleared', () => {
    expect(takenAfter(invert)).toEqual([3, 4])
    expect(takenAfter(clear)).toEqual([])
    expect(takenAfter(clear, invert)).toEqual([1, 2, 3, 4])
  })

  it('are counted among those of the list, though all of them bring the smaller ones along', () => {
    const all = startMask([1, 2], 2)
    expect([...takenRegions(all, 2)]).toEqual([1, 2])
    expect([...takenRegions(takeStep(all, take(1, false)), 2)]).toEqual([2])
  })

  it('are not changed by the brush', () => expect(takenAfter(stamp)).toEqual([1, 2]))
})

it('is the whole proposal only with all regions and without any step', () => {
  expect(isWholeProposal(startMask([1, 2], 2))).toBe(true)
  expect(isWholeProposal(startMask([1], 2))).toBe(false)
  expect(isWholeProposal(takeStep(startMask([1, 2], 2), stamp))).toBe(false)
})
