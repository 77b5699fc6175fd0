import { expect, it } from 'vitest'
import { describeReport, formatShare, nameRegion } from '@/lib/fidelity/description'
import type { FidelityReport } from '@/lib/fidelity/report-schema'

const picture = { width: 900, height: 600 }
const report: FidelityReport = {
  alignment: {
    scaleX: 1,
    scaleY: 1,
    shiftX: 0,
    shiftY: 0,
    rotationDeg: 0,
    residualPx: 0.1,
    confidence: 0.9,
    reliable: true,
  },
  keptShare: 0.9731,
  drift: { lightness: 0, a: 0, b: 0 },
  outside: { p99Distance: 0.01, ssim: 0.99 },
  regions: [{ x: 700, y: 250, width: 100, height: 90, areaShare: 0.0269, meanDistance: 0.263 }],
  noiseFloor: 0.01,
  version: 1,
}

it('names regions by the ninth of the picture in which they lie', () => {
  const at = (x: number, y: number) => nameRegion({ x, y, width: 2, height: 2 }, picture)
  expect([at(0, 0), at(450, 10), at(890, 300), at(450, 300), at(10, 590)]).toEqual([
    'Upper left',
    'Upper centre',
    'Centre right',
    'Centre',
    'Lower left',
  ])
})

it('writes a line for each region, and what was kept', () => {
  expect(describeReport(report, picture)).toEqual({
    kept: 'kept 97.3 %',
    warnings: [],
    sentences: [],
    regions: ['Centre right, 100 × 90 px, 2.7 % of the picture, distance 0.263'],
  })
})

it('never rounds to all or nothing', () => {
  expect([0, 0.00001, 0.99999, 1].map(formatShare)).toEqual(['0.0 %', '0.1 %', '99.9 %', '100.0 %'])
})

it('says how the colours of the whole picture moved', () => {
  const warm = { ...report, drift: { lightness: 0.03, a: 0, b: 0.01 } }
  expect(describeReport(warm, picture).sentences).toEqual(['The whole picture became lighter, warmer.'])
  const little = { ...report, drift: { lightness: -0.007, a: 0, b: 0 } }
  expect(describeReport(little, picture).sentences).toEqual(['The whole picture became slightly darker.'])
})

it('speaks of the whole picture where hardly anything was kept', () => {
  expect(describeReport({ ...report, keptShare: 0.02 }, picture).sentences[0]).toMatch(
    /^The whole picture changed/,
  )
})

it('says what was cut off', () => {
  const cropped = { ...report, alignment: { ...report.alignment, shiftX: 90 } }
  expect(describeReport(cropped, picture, { width: 810, height: 600 }).sentences).toEqual([
    'The result shows 90.0 % of the original; the rest was cut off.',
  ])
})

it('warns before anything else when it is not certain', () => {
  const unsure = { ...report, alignment: { ...report.alignment, reliable: false } }
  expect(describeReport(unsure, picture).warnings).toEqual([
    'It is not certain how the result lies on the original. Shares and regions are rough.',
  ])
})
