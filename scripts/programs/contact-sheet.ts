import { mkdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { drawText } from '@/lib/engine/drawing/text'
import { fillRaster, pasteRaster } from '@/lib/engine/pixels/canvas'
import { tools } from '@/lib/engine/tools.server'
import type { RgbaRaster } from '@/lib/images/raster'
import { goldenCases } from '../../tests/golden/cases'
import { follow, readPhoto, toRaster } from '../benchmarks/engine-cases'

const USAGE = 'Usage: npm run contact-sheet -- [photo] [folder]   (all photos into dist/contact-sheets)'

const TILE = { width: 420, height: 300 }
const CAPTION_PX = 26
const COLUMNS = 5
const signal = new AbortController().signal

/** A picture over its caption; a chequerboard would hide soft edges, so see-through parts are blue. */
async function toTile(image: Uint8Array | undefined, caption: string): Promise<RgbaRaster> {
  const canvas = fillRaster({ width: TILE.width, height: TILE.height + CAPTION_PX }, [24, 24, 27, 255])
  if (image) {
    const size = { ...TILE, fit: 'inside' as const }
    const small = await toRaster(
      await sharp(image).flatten({ background: '#4466aa' }).resize(size).png().toBuffer(),
    )
    pasteRaster(canvas, small, Math.round((TILE.width - small.width) / 2), 0)
  }
  const style = { text: caption, sizePx: 15, weight: 400, place: 'bottom', colour: '#ffffff' } as const
  return drawText(signal, canvas, style, tools)
}

async function drawSheet(photo: string, folder: string): Promise<string> {
  const cases = goldenCases.find((one) => one.photo === photo)?.cases ?? []
  const tiles = [await toTile(readPhoto(photo), photo)]
  for (const { prompt } of cases) {
    const { ends, result } = await follow(photo, prompt)
    // Inter has no Chinese letters.
    const caption = /\p{Script=Han}/u.test(prompt) ? 'in Chinese' : prompt
    tiles.push(await toTile(result?.image, ends === 'done' ? caption : `${caption}: ${ends.toLowerCase()}`))
  }
  const height = TILE.height + CAPTION_PX
  const file = path.join(folder, `${photo}.png`)
  await sharp({
    create: {
      width: TILE.width * COLUMNS,
      height: height * Math.ceil(tiles.length / COLUMNS),
      channels: 3,
      background: '#18181b',
    },
  })
    .composite(
      tiles.map(({ data, width, height: heightPx, channels }, i) => ({
        input: Buffer.from(data),
        raw: { width, height: heightPx, channels },
        left: (i % COLUMNS) * TILE.width,
        top: Math.floor(i / COLUMNS) * height,
      })),
    )
    .png()
    .toFile(file)
  return file
}

const [photo, folder = 'dist/contact-sheets'] = process.argv.slice(2)
if (photo === '--help') console.log(USAGE)
else {
  mkdirSync(folder, { recursive: true })
  for (const one of goldenCases)
    if (photo === undefined || photo === one.photo) console.log(await drawSheet(one.photo, folder))
}
