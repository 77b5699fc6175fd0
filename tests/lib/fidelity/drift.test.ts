import { beforeAll, expect, it } from 'vitest'
import { sampleChanges } from '@/lib/fidelity/change-samples'
import { fitDrift, NO_DRIFT } from '@/lib/fidelity/drift'
import { shownChroma } from '@/lib/fidelity/gamut'
import { mapChanges } from '@/lib/fidelity/map-changes'
import { measureNoise } from '@/lib/fidelity/noise-floor'
import { placeOnOriginal } from '@/lib/fidelity/placement'
import { plainResize } from '@/lib/fidelity/transform'
import { linearToOklab, oklabToLinear } from '@/lib/images/pixels/oklab'
import { LINEAR_OF_BYTE, toByte } from '@/lib/images/pixels/srgb'
import type { Raster } from '@/lib/images/raster'
import { loadPhoto, seenIn, throughJpeg, withBox } from './samples'

let photo: Raster
beforeAll(async () => {
  photo = await loadPhoto('coffee')
})

const samplesOf = (result: Raster) =>
  sampleChanges(placeOnOriginal(photo, result, plainResize(photo, result)))
const warmer = (raster: Raster): Raster => ({
  ...raster,
  data: raster.data.map((value, i) => Math.min(255, value * [1.05, 1, 0.95][i % 3]!)),
})

it('finds none between a picture and itself', () => {
  const { mean } = fitDrift(samplesOf(photo))
  expect([mean.lightness, mean.a, mean.b]).toEqual([0, 0, 0])
})

it('finds the drift of the rest although half of the picture was edited', () => {
  const alone = fitDrift(samplesOf(warmer(photo))).mean
  expect(alone.b).toBeGreaterThan(0.005)
  const edited = withBox(warmer(photo), { x: 0, y: 0, width: 256, height: 341 }, [20, 90, 220])
  const found = fitDrift(samplesOf(edited)).mean
  expect(Math.abs(found.b - alone.b)).toBeLessThan(0.004)
  expect(Math.abs(found.lightness - alone.lightness)).toBeLessThan(0.008)
})

it('calls one channel in place of all three, or the negative, an edit, not a drift', () => {
  const grey = { ...photo, data: photo.data.map((_, i) => photo.data[i - (i % 3) + 1]!) }
  const { lightness, a, b, contrast, saturation, distance } = fitDrift(samplesOf(grey)).mean
  expect(Math.hypot(lightness, a, b, contrast, saturation, distance)).toBeLessThan(0.03)
  const inverted = { ...photo, data: photo.data.map((value) => 255 - value) }
  expect(fitDrift(samplesOf(inverted))).toEqual(NO_DRIFT)
})

it('tells that all colour was taken out, and nothing else', () => {
  const grey = regraded(photo, (colour) => colour.fill(0, 1))
  const drift = fitDrift(samplesOf(grey))
  expect(drift.mean.saturation).toBeCloseTo(-1, 2)
  expect(Math.abs(drift.mean.lightness)).toBeLessThan(0.01)
})

it('finds none where a thing stands still on white paper and only what was nearly white moved a little', async () => {
  const pagoda = await loadPhoto('pagoda')
  const { width, height } = pagoda
  const isThing = (x: number, y: number) =>
    x > width * 0.13 &&
    x < width * 0.53 &&
    y > height * (0.08 + Math.abs(x / width - 0.32)) &&
    y < height * 0.8
  const data = pagoda.data.map((value, i) => {
    const pixel = Math.floor(i / 3)
    return isThing(pixel % width, Math.floor(pixel / width)) ? value : 255
  })
  const cut = { ...pagoda, data }
  const samples = sampleChanges(placeOnOriginal(pagoda, cut, plainResize(pagoda, cut)))
  expect(fitDrift(samples)).toEqual(NO_DRIFT)
  // What moved a little was edited: it says nothing of noise.
  expect(measureNoise(samples, NO_DRIFT).base).toBeLessThan(0.01)
})

it('finds none where a fifth of the picture stood still', () => {
  const lit = regraded(photo, (colour) => {
    colour[0]! += 0.05
  })
  const still = photo.data.length / 5
  const data = lit.data.map((value, i) => (i < still ? photo.data[i]! : value))
  expect(fitDrift(samplesOf(lit)).mean.lightness).toBeGreaterThan(0.03)
  expect(fitDrift(samplesOf({ ...photo, data }))).toEqual(NO_DRIFT)
})

it('raises the floor for a noisier result, within bounds', async () => {
  const floorOf = (result: Raster) => {
    const samples = samplesOf(result)
    return measureNoise(samples, fitDrift(samples))
  }
  const [clean, coarse] = [floorOf(photo), floorOf(await throughJpeg(photo, 20))]
  expect(clean).toEqual({ base: 0.009, meanRise: 0.1, roughRise: 0.2 })
  expect(coarse.base).toBeGreaterThan(clean.base)
  expect(coarse.base).toBeLessThanOrEqual(0.035)
})

/** Each colour as the change makes it in OKLab, as far as sRGB goes. */
function regraded(raster: Raster, change: (colour: Float64Array) => void): Raster {
  const [colour, linear] = [new Float64Array(3), new Float64Array(3)]
  const data = raster.data.slice()
  for (let at = 0; at < data.length; at += 3) {
    const [red, green, blue] = [0, 1, 2].map((c) => LINEAR_OF_BYTE[data[at + c]!]!)
    linearToOklab(red!, green!, blue!, colour)
    change(colour)
    const share = shownChroma(colour[0]!, colour[1]!, colour[2]!)
    oklabToLinear(colour[0]!, colour[1]! * share, colour[2]! * share, linear)
    for (let c = 0; c < 3; c++) data[at + c] = toByte(linear[c]!)
  }
  return { ...raster, data }
}

const saturated = (raster: Raster, by: number) =>
  regraded(raster, (colour) => {
    colour[1]! *= 1 + by
    colour[2]! *= 1 + by
  })
const keptOf = (original: Raster, result: Raster) => {
  const placed = placeOnOriginal(original, result, plainResize(original, result))
  return mapChanges(placed.original, placed.aligned)
}

it.each([-0.5, 0.4, 0.8])('tells how much the saturation changed, by %s, and nothing else', async (by) => {
  const mountain = await loadPhoto('mountain-autumn')
  const result = saturated(mountain, by)
  const { drift, keptShare } = keptOf(mountain, result)
  expect(Math.abs(drift.saturation - (seenIn(result).chroma / seenIn(mountain).chroma - 1))).toBeLessThan(
    0.05,
  )
  expect(keptShare).toBeGreaterThan(0.99)
})

it('follows a strong tint to where sRGB ends', async () => {
  const mountain = await loadPhoto('mountain-autumn')
  const amber = regraded(mountain, (colour) => {
    colour[1]! += 0.03
    colour[2]! += 0.09
  })
  const { drift, keptShare } = keptOf(mountain, amber)
  expect(Math.abs(drift.b - 0.09)).toBeLessThan(0.01)
  expect(keptShare).toBeGreaterThan(0.99)
})

it('finds an edit under a strong grade', async () => {
  const mountain = await loadPhoto('mountain-autumn')
  const result = withBox(saturated(mountain, 0.4), { x: 100, y: 60, width: 90, height: 70 }, [30, 210, 220])
  const { areas, drift } = keptOf(mountain, result)
  expect(drift.saturation).toBeGreaterThan(0.3)
  expect(areas[0]!.areaPx).toBeGreaterThan(0.9 * 90 * 70)
  expect(areas[0]!.areaPx).toBeLessThan(1.2 * 90 * 70)
})

/** A stop less light, and then more contrast: an S through black, the middle and white. */
function darkerWithContrast(raster: Raster): Raster {
  const swing = (value: number) => 1 / (1 + Math.exp(-6 * (value - 0.5)))
  const [black, white] = [swing(0), swing(1)]
  const curve = Uint8Array.from(
    { length: 256 },
    (_, value) => 255 * ((swing(toByte(LINEAR_OF_BYTE[value]! / 2) / 255) - black) / (white - black)),
  )
  return { ...raster, data: raster.data.map((value) => curve[value]!) }
}

it.each(['coffee', 'forest-stream', 'mountain-autumn'])(
  'tells exposure and contrast together as tone: %s',
  async (name) => {
    const original = await loadPhoto(name)
    const { drift, keptShare } = keptOf(original, await throughJpeg(darkerWithContrast(original), 92))
    expect(keptShare).toBeGreaterThan(0.97)
    expect(drift.lightness).toBeLessThan(-0.1)
  },
)

it('finds an edit under a tone curve, and no curve where a part of the picture stood still', () => {
  const box = { x: 120, y: 60, width: 80, height: 70 }
  const { areas } = keptOf(photo, withBox(darkerWithContrast(photo), box, [30, 210, 220]))
  expect(areas).toHaveLength(1)
  expect(areas[0]!.areaPx / (80 * 70)).toBeGreaterThan(0.9)
  expect(areas[0]!.areaPx / (80 * 70)).toBeLessThan(1.15)
  const still = photo.data.length / 5
  const data = darkerWithContrast(photo).data.map((value, i) => (i < still ? photo.data[i]! : value))
  expect(keptOf(photo, { ...photo, data })).toMatchObject({ drift: NO_DRIFT.mean })
})

it('does not take a large recolouring for a grade', () => {
  const swapped = { ...photo, data: photo.data.map((_, i) => photo.data[i - (i % 3) + ((i + 1) % 3)]!) }
  expect(keptOf(photo, swapped).keptShare).toBeLessThan(0.6)
})
