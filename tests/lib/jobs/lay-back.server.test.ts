import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { Recipe } from '@/lib/edits/recipe'
import { compositeFiles } from '@/lib/fidelity/composite-files.server'
import { imageKey } from '@/lib/images/record'
import { layBack } from '@/lib/jobs/lay-back.server'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { createDataFolder } from '@/tests/support/data-folder'

const { signal } = new AbortController()
const SIZE = { width: 400, height: 300 }
const DISC = { x: 200, y: 150, radius: 40 }
/** The dark line round the disc, which the selection misses. */
const LINE_PX = 3

type Colour = [number, number, number]

const draw = (colourAt: (distance: number) => Colour) => {
  const data = Buffer.alloc(SIZE.width * SIZE.height * 3)
  for (let i = 0; i < SIZE.width * SIZE.height; i++) {
    const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)]
    data.set(colourAt(Math.hypot(x - DISC.x, y - DISC.y)), i * 3)
  }
  return sharp(data, { raw: { ...SIZE, channels: 3 } })
    .png()
    .toBuffer()
}

const ground: Colour = [128, 128, 128]
const original = draw((distance) =>
  distance <= DISC.radius ? [200, 30, 30] : distance <= DISC.radius + LINE_PX ? [0, 0, 0] : ground,
)
const selected = draw((distance) => (distance <= DISC.radius ? [255, 255, 255] : [0, 0, 0]))

async function lay(prompt: string, result: Promise<Buffer>) {
  const storage = createFolderStorage({ folder: createDataFolder(), freeSpaceFloorBytes: 0 })
  const photo = await original
  const imageId = createHash('sha256').update(photo).digest('hex')
  await storage.put(signal, imageKey(imageId), [photo])
  const whole = { x: 0, y: 0, ...SIZE }
  const recipe: Recipe = {
    version: 1,
    prompt,
    modelId: 'local/engine',
    inputs: [{ imageId, name: 'disc.png' }],
    settings: { advanced: {} },
    selection: { box: whole, maskImageId: imageId, isAlone: true, picture: SIZE, within: whole },
  }
  const store = {
    storage,
    ingest: () => Promise.reject(new Error('nothing comes from outside')),
    maskOf: async () => new Uint8Array(await selected),
    compose: compositeFiles,
  }
  const { bytes } = await layBack(signal, store, recipe, { isOurs: true }, new Uint8Array(await result))
  const { data } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return (distance: number) => [...data.subarray(at(distance), at(distance) + 3)]
}

const at = (distance: number) => (DISC.y * SIZE.width + DISC.x + distance) * 3

it('a removal takes the rim of what was selected along', async () => {
  const pixelAt = await lay(
    'remove this',
    draw(() => ground),
  )
  for (const distance of [0, DISC.radius, DISC.radius + LINE_PX]) expect(pixelAt(distance)).toEqual(ground)
})

it('everything else changes nothing beyond what was selected and its passage', async () => {
  const pixelAt = await lay(
    'make this blue',
    draw((distance) => (distance <= DISC.radius ? [30, 30, 200] : [9, 9, 9])),
  )
  expect(pixelAt(0)).toEqual([30, 30, 200])
  expect(pixelAt(DISC.radius + 40)).toEqual(ground)
})
