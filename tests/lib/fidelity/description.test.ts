import { expect, it } from 'vitest'
import { describeReport } from '@/lib/fidelity/description'
import { FIDELITY_VERSION, type FidelityReport } from '@/lib/fidelity/report-schema'
import { formatShare } from '@/lib/fidelity/share'

const STILL = { lightness: 0, a: 0, b: 0, contrast: 0, saturation: 0, distance: 0 }
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
  shownShare: 1,
  addedShare: 0,
  exactShare: null,
  drift: STILL,
  outside: { p99Distance: 0.01, ssim: 0.99 },
  regions: [{ x: 700, y: 250, width: 100, height: 90, areaShare: 0.0269, meanDistance: 0.263 }],
  noiseFloor: 0.01,
  version: FIDELITY_VERSION,
}

it('writes a line for each region, and what was kept', () => {
  expect(describeReport(report, picture)).toEqual({
    kept: 'kept 97.3 %',
    warnings: [],
    sentences: [],
    regions: ['Centre right, 100 × 90 px, 2.7 % of the picture, distance 0.263'],
  })
})

it('never rounds to all or nothing', () => {
  const shown = [0, 0.00001, 0.00099, 0.001, 0.99999, 1].map(formatShare)
  expect(shown).toEqual(['0.0 %', 'under 0.1 %', 'under 0.1 %', '0.1 %', '99.9 %', '100.0 %'])
})

it('says of a region, and of pixels that are the same, that they are less than can be counted', () => {
  const region = { ...report.regions[0]!, areaShare: 0.0002 }
  expect(describeReport({ ...report, regions: [region] }, picture).regions).toEqual([
    'Centre right, 100 × 90 px, under 0.1 % of the picture, distance 0.263',
  ])
  const again = { ...report, keptShare: 1, regions: [], exactShare: 0.0004 }
  expect(describeReport(again, picture).sentences[1]).toMatch(
    /^Under 0.1 % of the pixels are the original’s own;/,
  )
})

it('tells a change of tone, although nothing else changed', () => {
  const tonal = { ...report, keptShare: 1, regions: [] }
  const say = (drift: Partial<typeof STILL>) => {
    const told = describeReport({ ...tonal, drift: { ...STILL, ...drift } }, picture)
    return [told.kept, ...told.sentences]
  }
  expect(say({ lightness: 0.04, distance: 0.041 })).toEqual([
    'only the tone changed',
    'The whole picture changed in tone (lightness +4 %); nothing else was touched.',
  ])
  expect(say({ contrast: 0.09, distance: 0.02 })[1]).toBe(
    'The whole picture changed in tone (contrast +9 %); nothing else was touched.',
  )
  expect(say({ b: -0.02, saturation: -0.1, distance: 0.025 })[1]).toBe(
    'The whole picture changed in colour (clearly cooler, saturation −10 %); nothing else was touched.',
  )
  expect(say({ b: -0.04, saturation: -1, distance: 0.1 })[1]).toBe(
    'The whole picture changed in colour (no colour left); nothing else was touched.',
  )
  expect(say({ lightness: -0.02, b: 0.01, distance: 0.022 })[1]).toBe(
    'The whole picture changed in tone and colour (lightness −2 %, slightly warmer); nothing else was touched.',
  )
})

it('leaves out of an older report what was not measured then', () => {
  const drift = { ...STILL, b: 0.02, saturation: -0.09, contrast: 0.1, distance: 0.03 }
  const told = describeReport({ ...report, keptShare: 1, regions: [], drift, version: 6 }, picture)
  expect(told.sentences).toEqual([
    'The whole picture changed in colour (clearly warmer); nothing else was touched.',
  ])
})

it('tells a change of tone beside regions', () => {
  const both = describeReport({ ...report, drift: { ...STILL, lightness: 0.03, distance: 0.03 } }, picture)
  expect(both.kept).toBe('kept 97.3 %, tone changed')
  expect(both.sentences).toEqual(['Besides the regions the whole picture changed in tone (lightness +3 %).'])
})

it('tells the same pixels from what only looks the same', () => {
  const alike = { ...report, keptShare: 1, regions: [] }
  expect(describeReport({ ...alike, exactShare: 1 }, picture)).toMatchObject({
    kept: 'nothing changed',
    sentences: ['Nothing changed: every pixel is the original’s own.'],
  })
  expect(describeReport({ ...alike, exactShare: 0.2 }, picture)).toMatchObject({
    kept: 'kept 100.0 %',
    sentences: [
      'Nothing changed that can be told from noise.',
      '20.0 % of the pixels are the original’s own; the others differ as finely as grain, or as saving again leaves them.',
    ],
  })
  expect(describeReport({ ...alike, exactShare: null }, picture).sentences).toEqual([
    'Nothing changed that can be told from noise.',
  ])
})

it('says of an edit of a part how much is the very same', () => {
  const part = { ...report, exactShare: 0.972 }
  expect(describeReport(part, picture).sentences).toEqual([
    '97.2 % of the pixels are the original’s own, sample for sample.',
  ])
  expect(describeReport({ ...report, exactShare: 0.1 }, picture).sentences).toEqual([])
})

it('explains a share of same pixels that is larger than what was kept', () => {
  const part = { ...report, keptShare: 0.611, exactShare: 0.622 }
  expect(describeReport(part, picture).sentences).toEqual([
    '62.2 % of the pixels are the original’s own, sample for sample, some of them within the regions.',
  ])
})

it('speaks of the whole picture where hardly anything was kept', () => {
  for (const exactShare of [null, 0, 0.00006])
    expect(describeReport({ ...report, keptShare: 0, exactShare }, picture).sentences).toEqual([
      'Hardly anything stayed as it was. That is expected of a style or a new light.',
    ])
})

it('gives no number for what was kept where that is next to nothing', () => {
  expect(describeReport({ ...report, keptShare: 0.0004 }, picture).kept).toBe('the whole picture changed')
})

it.each([
  [0.109, ['Most of the picture changed.']],
  [0.498, ['About half of the picture changed.']],
  [0.6, []],
])('says in a sentence how much changed where regions are much of it: %s kept', (keptShare, sentences) => {
  expect(describeReport({ ...report, exactShare: null, keptShare }, picture).sentences).toEqual(sentences)
})

it('says first what became of the frame', () => {
  const say = (alignment: Partial<FidelityReport['alignment']>, change: Partial<FidelityReport> = {}) => {
    const laid = { ...report, alignment: { ...report.alignment, ...alignment } }
    const told = describeReport({ ...laid, keptShare: 1, regions: [], ...change }, picture)
    return [told.kept, ...told.sentences]
  }
  expect(say({ shiftX: 90 }, { shownShare: 0.62, exactShare: 1 })).toEqual([
    'only cropped',
    'Cropped to 62.0 % of the photo; every pixel of it is the original’s own.',
  ])
  expect(say({ rotationDeg: -90 })).toEqual([
    'only turned',
    'Turned by 90° clockwise; nothing else changed that can be told from noise.',
  ])
  expect(say({ scaleX: -1 })[0]).toBe('only mirrored')
  expect(say({ scaleX: -1 })[1]).toMatch(/^Mirrored left to right;/)
  expect(say({ scaleX: -1, rotationDeg: 180 })[1]).toMatch(/^Mirrored top to bottom;/)
  expect(say({ scaleX: -1, rotationDeg: 90 })[1]).toMatch(
    /^Mirrored left to right and turned by 90° clockwise;/,
  )
  expect(say({ rotationDeg: 2.04 }, { shownShare: 0.93 })[1]).toMatch(
    /^Turned by 2° counter-clockwise and cropped to 93.0 % of the photo;/,
  )
})

it('says of a result that was made to fit another frame that it is stretched', () => {
  const say = (scaleX: number, scaleY: number) => {
    const alignment = { ...report.alignment, scaleX, scaleY }
    const told = describeReport({ ...report, alignment, keptShare: 1, regions: [] }, picture)
    return [told.kept, ...told.sentences]
  }
  expect(say(1, 0.625)).toEqual([
    'only stretched',
    'Stretched by 60 % in height; nothing else changed that can be told from noise.',
  ])
  expect(say(-0.5, 0.75)).toEqual([
    'only mirrored',
    'Mirrored left to right and stretched by 50 % in width; nothing else changed that can be told from noise.',
  ])
  expect(say(0.88, 0.87)).toEqual(['kept 100.0 %', 'Nothing changed that can be told from noise.'])
})

it('says how much of a result lies beyond the photo', () => {
  const say = (change: Partial<FidelityReport>) => {
    const told = describeReport({ ...report, keptShare: 1, regions: [], ...change }, picture)
    return [told.kept, ...told.sentences]
  }
  expect(say({ addedShare: 0.4, exactShare: 1 })).toEqual([
    'only extended',
    'Extended (40.0 % of the result is new); every pixel of the photo in it is the original’s own.',
  ])
  expect(say({ addedShare: 0.05, shownShare: 0.9 })).toEqual([
    'only extended',
    'Cropped to 90.0 % of the photo and extended (5.0 % of the result is new); nothing else changed that can be told from noise.',
  ])
  expect(say({ addedShare: 0.002, shownShare: 0.998, exactShare: 1 })).toEqual([
    'kept 100.0 %',
    'Nothing changed that can be told from noise.',
  ])
})

it('says of a crop that also changed what its numbers are of', () => {
  const both = describeReport({ ...report, shownShare: 0.5 }, picture)
  expect([both.kept, ...both.sentences]).toEqual([
    'kept 97.3 %',
    'Cropped to 50.0 % of the photo; shares are of what is left.',
  ])
})

it('says nothing of the frame when it is not certain', () => {
  const unsure = { ...report, alignment: { ...report.alignment, scaleX: -1, reliable: false } }
  expect(describeReport(unsure, picture).sentences).toEqual([])
})

it('warns before anything else when it is not certain', () => {
  const unsure = { ...report, alignment: { ...report.alignment, reliable: false } }
  expect(describeReport(unsure, picture).kept).toBe('kept about 97 %')
  expect(describeReport(unsure, picture).warnings).toEqual([
    'It is not certain how the result lies on the original. Shares and regions are rough.',
  ])
})

it('tells a tint with its amount, shadows and highlights that were toned apart, and darker edges', () => {
  const say = (drift: Partial<FidelityReport['drift']>) =>
    describeReport(
      { ...report, keptShare: 1, regions: [], drift: { ...STILL, distance: 0.02, ...drift } },
      picture,
    ).sentences[0]
  expect([0.01, 0.026, 0.05].map((b) => say({ b }))).toEqual([
    'The whole picture changed in colour (slightly warmer); nothing else was touched.',
    'The whole picture changed in colour (clearly warmer); nothing else was touched.',
    'The whole picture changed in colour (much warmer); nothing else was touched.',
  ])
  const [teal, orange] = [
    { a: -0.02, b: -0.004 },
    { a: 0.015, b: 0.04 },
  ]
  expect(say({ b: 0.02, shadows: teal, highlights: orange })).toBe(
    'The whole picture changed in colour (shadows towards teal, highlights towards orange); nothing else was touched.',
  )
  expect(say({ b: 0.02, shadows: { a: 0.012, b: 0.017 }, highlights: orange })).toBe(
    'The whole picture changed in colour (clearly warmer); nothing else was touched.',
  )
  expect(say({ b: 0.02, shadows: { a: 0, b: 0.001 }, highlights: orange })).toBe(
    'The whole picture changed in colour (highlights towards orange); nothing else was touched.',
  )
  expect(say({ lightness: -0.1, edges: -0.15 })).toBe(
    'The whole picture changed in tone (lightness −10 %), with darker edges (−15 %); nothing else was touched.',
  )
  expect(say({ distance: 0, edges: -0.15 })).toContain('with darker edges')
})
