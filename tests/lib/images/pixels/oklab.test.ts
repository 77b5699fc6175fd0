import { expect, test } from 'vitest'
import { linearToOklab, oklabToLinear, type Triple } from '@/lib/images/pixels/oklab'

test('white has lightness 1 and no colour', () => {
  const lab: Triple = [0, 0, 0]
  linearToOklab(1, 1, 1, lab)
  expect(lab[0]).toBeCloseTo(1, 5)
  expect(lab[1]).toBeCloseTo(0, 5)
  expect(lab[2]).toBeCloseTo(0, 5)
})

test('red lies where its author puts it', () => {
  const lab: Triple = [0, 0, 0]
  linearToOklab(1, 0, 0, lab)
  expect(lab[0]).toBeCloseTo(0.628, 3)
  expect(lab[1]).toBeCloseTo(0.2249, 3)
  expect(lab[2]).toBeCloseTo(0.1258, 3)
})

test('a colour comes back from the round trip', () => {
  const lab: Triple = [0, 0, 0]
  const back: Triple = [0, 0, 0]
  linearToOklab(0.2, 0.5, 0.8, lab)
  oklabToLinear(lab[0], lab[1], lab[2], back)
  expect(back[0]).toBeCloseTo(0.2, 5)
  expect(back[1]).toBeCloseTo(0.5, 5)
  expect(back[2]).toBeCloseTo(0.8, 5)
})
