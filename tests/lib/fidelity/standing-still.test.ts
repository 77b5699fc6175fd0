import { expect, it } from 'vitest'
import { runEdit } from '@/lib/engine/engine.server'
import { changeKindOf } from '@/lib/fidelity/change-kind'
import { describeReport } from '@/lib/fidelity/description'
import { NO_MEAN } from '@/lib/fidelity/drift-mean'
import { type Comparison, compare } from '@/lib/fidelity/report'
import type { Raster } from '@/lib/images/raster'
import { openImage, openPixels } from '@/lib/images/sharp.server'
import { loadPhoto } from './samples'

const signal = new AbortController().signal

/** What the engine makes of a picture. */
async function edited(photo: Raster, prompt: string): Promise<Raster> {
  const image = new Uint8Array(await openPixels(photo.data, photo).png().toBuffer())
  const result = await runEdit(signal, { image, prompt, seed: 5 })
  const data = await openImage(result.image).removeAlpha().raw().toBuffer()
  return { ...photo, data: new Uint8Array(data) }
}

const isSame = (one: Raster, other: Raster, pixel: number): boolean =>
  [0, 1, 2].every((c) => one.data[3 * pixel + c] === other.data[3 * pixel + c])

/** Of what the map shows as changed, the share that is the original's own. */
function sameShareWithin({ map }: Comparison, photo: Raster, result: Raster): number {
  const changed = Array.from(map.mask.data.keys()).filter((pixel) => map.mask.data[pixel] === 255)
  return changed.filter((pixel) => isSame(photo, result, pixel)).length / changed.length
}

it.each(['make the mountains pop', 'make the sky a bit darker, and the grass greener'])(
  'shows where a part was edited, not a drift of the whole, where grey stood still and some colours too: %s',
  async (prompt) => {
    const photo = await loadPhoto('mountain-autumn')
    const result = await edited(photo, prompt)
    const comparison = compare(photo, result)
    const { report } = comparison
    expect(report.drift).toEqual(NO_MEAN)
    expect(changeKindOf(report)).toBe('regions')
    expect(report.keptShare).toBeGreaterThan(report.exactShare!)
    expect(report.keptShare).toBeLessThan(0.9)
    expect(sameShareWithin(comparison, photo, result)).toBeLessThan(0.1)
    expect(describeReport(report, photo).sentences.join()).not.toMatch('whole picture')
  },
)

it.each([
  ['mountain-autumn', 'raise the saturation by 12 %'],
  ['pagoda', 'slightly warmer'],
])('takes a mild grade of all of it for a drift: %s, %s', async (name, prompt) => {
  const photo = await loadPhoto(name)
  const { report } = compare(photo, await edited(photo, prompt))
  expect(changeKindOf(report)).toBe('tone')
})
