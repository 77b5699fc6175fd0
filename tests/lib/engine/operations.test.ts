import { describe, expect, test } from 'vitest'
import { runEdit } from '@/lib/engine/engine.server'
import type { RgbaRaster } from '@/lib/images/raster'
import {
  decodePng,
  encodeRaster,
  meanColourfulness,
  meanLightness,
  meanOf,
  paintRaster,
  pixelAt,
  readSmallSample,
  roughness,
  signal,
  spreadOf,
} from './samples'

async function editRaster(raster: RgbaRaster, prompt: string): Promise<RgbaRaster> {
  const { image } = await runEdit(signal, {
    image: await encodeRaster(raster),
    prompt,
    seed: 9,
    guidance: 5.5,
  })
  return decodePng(image)
}

async function editPhoto(name: string, prompt: string) {
  const image = await readSmallSample(name, 240)
  const before = await decodePng(image)
  const result = await runEdit(signal, { image, prompt, seed: 9, guidance: 5.5 })
  return { before, after: await decodePng(result.image) }
}

/** A ramp from black to white with some colour in it. */
const ramp = paintRaster(256, 16, (x, y) => [x, Math.max(0, x - y * 4), Math.max(0, x - 20)])
/** A grey ramp: lightness alone. */
const greys = paintRaster(256, 8, (x) => [x, x, x])
/** Letters F are in no mirror or turn the same. */
const corners = paintRaster(30, 20, (x, y) =>
  x < 15 ? (y < 10 ? [255, 0, 0] : [0, 255, 0]) : y < 10 ? [0, 0, 255] : [255, 255, 0],
)

const isRising = (raster: RgbaRaster): boolean =>
  Array.from(
    { length: raster.width - 1 },
    (_, x) => pixelAt(raster, x + 1, 0)[1]! >= pixelAt(raster, x, 0)[1]!,
  ).every(Boolean)

describe('tone', () => {
  test('black and white is made from luminance: green is lighter than red, red than blue', async () => {
    const primaries = paintRaster(3, 1, (x) => [x === 0 ? 255 : 0, x === 1 ? 255 : 0, x === 2 ? 255 : 0])
    const grey = await editRaster(primaries, 'black and white')
    // sRGB of the luminances 0.2126, 0.7152 and 0.0722.
    expect([0, 1, 2].map((x) => pixelAt(grey, x, 0)[0])).toEqual([127, 220, 76])
    expect(meanColourfulness(grey)).toBe(0)
  })

  test.each([
    'brighter',
    'darker',
    'more contrast',
    'less contrast',
    'lift the shadows',
    'crush the shadows',
  ])('%s keeps the order of greys and both ends where they belong', async (prompt) => {
    const after = await editRaster(greys, prompt)
    expect(isRising(after)).toBe(true)
    expect(meanColourfulness(after)).toBe(0)
    if (prompt === 'less contrast') return
    expect(pixelAt(after, 0, 0)[0]).toBe(0)
    expect(pixelAt(after, 255, 0)[0]).toBe(255)
  })

  test.each([
    ['recover the highlights by 100 %', 200, 'darker'],
    ['brighten the highlights by 100 %', 200, 'lighter'],
    ['lift the shadows by 100 %', 50, 'lighter'],
    ['deepen the shadows by 100 %', 50, 'darker'],
    ['exposure +1 stop', 100, 'lighter'],
    ['exposure -1 stop', 100, 'darker'],
  ])('%s makes grey %i %s', async (prompt, level, direction) => {
    const after = await editRaster(greys, prompt)
    const change = pixelAt(after, level, 0)[0]! - level
    expect(direction === 'lighter' ? change : -change).toBeGreaterThan(8)
    expect(isRising(after)).toBe(true)
  })

  test('shadows leave the lights alone, highlights leave the darks alone', async () => {
    expect(pixelAt(await editRaster(greys, 'lift the shadows'), 190, 0)[0]).toBe(190)
    expect(pixelAt(await editRaster(greys, 'recover the highlights'), 90, 0)[0]).toBe(90)
  })

  test('a stop doubles the light', async () => {
    const after = await editRaster(greys, 'exposure +1 stop')
    // Encoded 100 is 0.127 of linear light; twice that is encoded 138.
    expect(pixelAt(after, 100, 0)[0]).toBe(138)
  })

  test('brighter by 20 % lifts the midtones by about a fifth', async () => {
    const after = await editRaster(greys, 'brighter by 20 %')
    expect(pixelAt(after, 128, 0)[0]! / 128).toBeCloseTo(1.2, 1)
  })

  test('a bright colour gets brighter without turning its hue', async () => {
    const orange = paintRaster(4, 4, () => [255, 140, 0])
    const [red, green, blue] = pixelAt(await editRaster(orange, 'brighter by 60 %'), 0, 0)
    expect(red).toBe(255)
    expect(green).toBeGreaterThan(140)
    expect(blue).toBeLessThan(green!)
  })
})

describe('colour', () => {
  test.each(['swap red and blue', 'turn red into blue and blue into red'])(
    '%s goes both ways, and leaves the rest',
    async (prompt) => {
      const thirds = paintRaster(90, 30, (x) =>
        x < 30 ? [200, 30, 30] : x < 60 ? [40, 70, 200] : [60, 150, 60],
      )
      const after = await editRaster(thirds, prompt)
      const [left, right, rest] = [15, 45, 75].map((x) => pixelAt(after, x, 15))
      expect(left![2]! - left![0]!).toBeGreaterThan(80)
      expect(right![0]! - right![2]!).toBeGreaterThan(80)
      expect(rest).toEqual(pixelAt(thirds, 75, 15))
    },
  )

  test('two colours that are the same in a picture are not swapped', async () => {
    // As red as it is orange, beside what is orange alone: nothing tells what red would be.
    const both = paintRaster(90, 30, (x) => (x < 45 ? [222, 92, 48] : [226, 140, 40]))
    await expect(editRaster(both, 'swap red and orange')).rejects.toMatchObject({
      code: 'TARGET_NOT_FOUND',
      message: expect.stringContaining('cannot tell red from orange'),
    })
  })

  test('one colour for the shadows leaves the lights alone, and the other way round', async () => {
    const tinted = await editRaster(greys, 'teal shadows, orange highlights')
    const [dark, light] = [60, 215].map((x) => pixelAt(tinted, x, 0))
    expect(dark![2]! - dark![0]!).toBeGreaterThan(8)
    expect(light![0]! - light![2]!).toBeGreaterThan(8)
    expect(pixelAt(await editRaster(greys, 'teal shadows'), 215, 0)).toEqual(pixelAt(greys, 215, 0))
  })

  test('sepia is brown, black stays black and white stays nearly white', async () => {
    const after = await editRaster(greys, 'sepia')
    const [red, green, blue] = pixelAt(after, 128, 0)
    expect(red).toBeGreaterThan(green!)
    expect(green).toBeGreaterThan(blue!)
    expect(pixelAt(after, 0, 0).slice(0, 3)).toEqual([0, 0, 0])
    expect(Math.min(...pixelAt(after, 255, 0))).toBeGreaterThan(225)
  })

  test('inverting twice gives the original back', async () => {
    const { after } = await editPhoto('cat', 'invert')
    const { before } = await editPhoto('cat', 'flip')
    expect((await editRaster(after, 'invert')).data).toEqual(before.data)
  })

  test.each([
    ['more saturation', 1],
    ['vivid colours', 1],
    ['desaturate', -1],
    ['less vibrance', -1],
  ])('%s', async (prompt, direction) => {
    const { before, after } = await editPhoto('forest-stream', prompt)
    expect((meanColourfulness(after) - meanColourfulness(before)) * direction).toBeGreaterThan(3)
    expect(Math.abs(meanLightness(after) - meanLightness(before))).toBeLessThan(8)
  })

  test('desaturating by 100 % leaves no colour', async () => {
    expect(meanColourfulness(await editRaster(ramp, 'desaturate by 100 %'))).toBeLessThan(1)
  })

  test.each([
    ['warmer', 1],
    ['cooler', -1],
    ['warm sunset light', 1],
    ['golden hour', 1],
    ['cold winter mood', -1],
    ['night look', -1],
  ])('%s moves the balance of red and blue', async (prompt, direction) => {
    const { before, after } = await editPhoto('pagoda', prompt)
    const balance = (raster: RgbaRaster) => meanOf(raster, 0) - meanOf(raster, 2)
    expect((balance(after) - balance(before)) * direction).toBeGreaterThan(8)
  })

  test('a tint pulls greys towards its colour', async () => {
    const [red, , blue] = pixelAt(await editRaster(greys, 'tint it blue'), 128, 0)
    expect(blue).toBeGreaterThan(red! + 30)
  })

  test('cinematic makes shadows teal and lights orange', async () => {
    const after = await editRaster(greys, 'cinematic teal and orange')
    const [darkRed, , darkBlue] = pixelAt(after, 70, 0)
    const [lightRed, , lightBlue] = pixelAt(after, 210, 0)
    expect(darkBlue).toBeGreaterThan(darkRed!)
    expect(lightRed).toBeGreaterThan(lightBlue!)
  })

  test('auto enhance stretches a flat picture, and leaves a full one nearly as it is', async () => {
    const flat = paintRaster(64, 16, (x) => [100 + x, 100 + x, 100 + x])
    expect(spreadOf(await editRaster(flat, 'auto enhance'))).toBeGreaterThan(spreadOf(flat) * 1.15)
    const { before, after } = await editPhoto('forest-stream', 'auto enhance')
    expect(Math.abs(meanLightness(after) - meanLightness(before))).toBeLessThan(25)
  })

  test('a duotone goes from the darker colour to the lighter one', async () => {
    const after = await editRaster(greys, 'duotone in peach and navy')
    const [darkRed, , darkBlue] = pixelAt(after, 2, 0)
    const [lightRed, , lightBlue] = pixelAt(after, 254, 0)
    expect(darkBlue).toBeGreaterThan(darkRed! + 60)
    expect(lightRed).toBeGreaterThan(lightBlue! + 30)
  })

  test('less of a colour takes it from what has it, and hardly touches greys', async () => {
    const after = await editRaster(greys, 'less yellow')
    const [red, , blue] = pixelAt(after, 128, 0)
    expect(Math.abs(blue! - red!)).toBeLessThan(14)
    const lemon = paintRaster(8, 8, () => [220, 200, 60])
    expect(pixelAt(await editRaster(lemon, 'less yellow'), 4, 4)[2]).toBeGreaterThan(85)
  })

  test('film noir has no colour and deep blacks', async () => {
    const { before, after } = await editPhoto('pagoda', 'film noir')
    expect(meanColourfulness(after)).toBeLessThan(2)
    expect(spreadOf(after)).toBeGreaterThan(spreadOf(before))
  })

  test('night is dark', async () => {
    const { before, after } = await editPhoto('pagoda', 'night')
    expect(meanLightness(after)).toBeLessThan(meanLightness(before) * 0.7)
  })

  test('by night a bright sky is deep blue', async () => {
    const [red, , blue] = pixelAt((await editPhoto('pagoda', 'night')).after, 100, 4)
    expect(red).toBeLessThan(30)
    expect(blue! - red!).toBeGreaterThan(20)
  })

  test('by night a lamp stays as bright and warm as it was, and a white wall does not', async () => {
    const room = paintRaster(90, 60, (x, y) => {
      if (Math.hypot(x - 20, y - 30) < 8) return [255, 205, 120]
      return x > 60 ? [240, 240, 240] : [110, 110, 110]
    })
    const after = await editRaster(room, 'night')
    const [red, , blue] = pixelAt(after, 20, 30)
    expect(red).toBeGreaterThan(225)
    expect(red! - blue!).toBeGreaterThan(90)
    expect(pixelAt(after, 80, 30)[0]).toBeLessThan(130)
  })

  test('vintage lifts black and takes the glare from white', async () => {
    const after = await editRaster(greys, 'vintage')
    expect(meanOf({ ...after, width: 8, data: after.data.slice(0, 32) }, 0)).toBeGreaterThan(8)
    expect(Math.max(...pixelAt(after, 255, 4).slice(0, 3))).toBeLessThan(255)
  })

  test('HDR brings dark and bright places together', async () => {
    const halves = paintRaster(200, 100, (x) => (x < 100 ? [40, 42, 44] : [225, 224, 220]))
    const after = await editRaster(halves, 'hdr')
    expect(pixelAt(after, 20, 50)[1]).toBeGreaterThan(42)
    expect(pixelAt(after, 180, 50)[1]).toBeLessThan(224)
  })
})

describe('structure', () => {
  test('blur smooths, sharpen roughens, grain roughens, each keeping the mean', async () => {
    for (const [prompt, direction] of [
      ['blur', -1],
      ['sharpen', 1],
      ['film grain', 1],
    ] as const) {
      const { before, after } = await editPhoto('cat', prompt)
      expect((roughness(after) - roughness(before)) * direction).toBeGreaterThan(0.5)
      expect(Math.abs(meanLightness(after) - meanLightness(before))).toBeLessThan(3)
    }
  })

  test('blur mixes light, not numbers: half black, half white becomes 188', async () => {
    const halves = paintRaster(60, 40, (x) => (x < 30 ? [0, 0, 0] : [255, 255, 255]))
    const middle = pixelAt(await editRaster(halves, 'blur by 6 px'), 30, 20)[0]!
    expect(middle).toBeGreaterThan(184)
    expect(middle).toBeLessThan(204)
  })

  test('blur lends no colour from what cannot be seen', async () => {
    const raster = paintRaster(40, 40, (x) => (x < 20 ? [255, 0, 0, 0] : [0, 0, 255, 255]))
    const after = await editRaster(raster, 'blur by 4 px')
    expect(pixelAt(after, 20, 20)[0]).toBe(0)
    expect(pixelAt(after, 20, 20)[3]).toBeGreaterThan(90)
  })

  test('pixelate makes blocks of one colour', async () => {
    const { after } = await editPhoto('cat', 'pixelate by 16 px')
    expect(pixelAt(after, 0, 0)).toEqual(pixelAt(after, 15, 15))
    expect(pixelAt(after, 15, 15)).not.toEqual(pixelAt(after, 16, 16))
  })

  test('pixel art has no more colours than asked for', async () => {
    const { after } = await editPhoto('fig-red-bowl', 'pixel art with 12 colours')
    expect(new Set(new Uint32Array(after.data.buffer)).size).toBeLessThanOrEqual(12)
  })

  test('posterising leaves few levels of grey', async () => {
    const after = await editRaster(greys, 'posterise to 4 levels')
    expect(new Set(Array.from({ length: 256 }, (_, x) => pixelAt(after, x, 4)[0])).size).toBeLessThanOrEqual(
      4,
    )
  })

  test('a comic has ink in it', async () => {
    const { before, after } = await editPhoto('pagoda', 'comic')
    expect(spreadOf(after)).toBeGreaterThan(spreadOf(before))
  })

  test('a vignette darkens the corners and leaves the centre', async () => {
    const flat = paintRaster(200, 140, () => [180, 180, 180])
    const after = await editRaster(flat, 'vignette')
    expect(pixelAt(after, 100, 70)).toEqual([180, 180, 180, 255])
    expect(pixelAt(after, 0, 0)[0]).toBeLessThan(125)
    expect(pixelAt(after, 199, 139)[0]).toBeLessThan(125)
  })
})

describe('geometry', () => {
  test('flips and quarter turns move every corner where it belongs', async () => {
    const colours = async (prompt: string) => {
      const after = await editRaster(corners, prompt)
      const { width, height } = after
      return [
        pixelAt(after, 0, 0),
        pixelAt(after, width - 1, 0),
        pixelAt(after, 0, height - 1),
        pixelAt(after, width - 1, height - 1),
      ].map(([red, green, blue]) =>
        red ? (green ? 'yellow' : 'red') : green ? 'green' : blue ? 'blue' : 'black',
      )
    }
    expect(await colours('flip horizontally')).toEqual(['blue', 'red', 'yellow', 'green'])
    expect(await colours('flip vertically')).toEqual(['green', 'yellow', 'red', 'blue'])
    expect(await colours('rotate 90 degrees clockwise')).toEqual(['green', 'red', 'yellow', 'blue'])
    expect(await colours('rotate left')).toEqual(['blue', 'yellow', 'red', 'green'])
    expect(await colours('rotate 180 degrees')).toEqual(['yellow', 'green', 'blue', 'red'])
    expect(await colours('rotate 450 degrees to the right').catch(() => 'refused')).toBe('refused')
  })

  test.each([
    ['crop to 16:9', 240, 135],
    ['crop to a square', 160, 160],
    ['crop to 50 %', 120, 80],
    ['crop to 100x50', 100, 50],
    ['crop 10 % off the edges', 192, 128],
    ['crop 10 % off the top', 240, 144],
    ['crop 25 % off the left', 180, 160],
    ['resize to 50 %', 120, 80],
    ['resize to 60 px wide', 60, 40],
    ['resize the longer side to 120 px', 120, 80],
    ['resize to 100x100', 100, 100],
    ['rotate left', 160, 240],
    ['add a 10 px frame', 260, 180],
    ['round the corners', 240, 160],
  ])('%s gives %i × %i', async (prompt, width, height) => {
    const after = await editRaster(
      paintRaster(240, 160, (x, y) => [x, y, 99]),
      prompt,
    )
    expect({ width: after.width, height: after.height }).toEqual({ width, height })
  })

  test('a crop is taken from the place that is named', async () => {
    const stripes = paintRaster(30, 10, (x) => [x * 8, 0, 0])
    expect(pixelAt(await editRaster(stripes, 'crop to a square from the left'), 0, 0)[0]).toBe(0)
    expect(pixelAt(await editRaster(stripes, 'crop to a square from the right'), 0, 0)[0]).toBe(160)
    expect(pixelAt(await editRaster(stripes, 'crop to a square'), 0, 0)[0]).toBe(80)
    expect(pixelAt(await editRaster(stripes, 'crop 10 % off the left'), 0, 0)[0]).toBe(24)
    expect(pixelAt(await editRaster(stripes, 'crop 10 % off the right'), 0, 0)[0]).toBe(0)
  })

  test('straightening leaves no empty corners and keeps the proportions', async () => {
    const flat = paintRaster(300, 200, () => [10, 200, 90])
    const after = await editRaster(flat, 'straighten by 5 degrees, brighter')
    for (let at = 3; at < after.data.length; at += 4) expect(after.data[at]).toBe(255)
    expect(after.width / after.height).toBeCloseTo(1.5, 1)
    expect(after.width).toBeLessThan(300)
  })

  test('straightening turns clockwise', async () => {
    const horizon = paintRaster(200, 100, (_x, y) => (y < 50 ? [255, 255, 255] : [0, 0, 0]))
    const after = await editRaster(horizon, 'rotate 4 degrees clockwise')
    const middle = Math.floor(after.height / 2)
    expect(pixelAt(after, 2, middle)[0]).toBeLessThan(60)
    expect(pixelAt(after, after.width - 3, middle)[0]).toBeGreaterThan(190)
  })

  test('a frame has its colour, and the picture in it is untouched', async () => {
    const after = await editRaster(corners, 'add a 5 px red frame')
    expect(pixelAt(after, 2, 2)).toEqual([255, 0, 0, 255])
    expect(pixelAt(after, 6, 24)).toEqual([0, 255, 0, 255])
  })

  test('round corners are see-through and smooth', async () => {
    const after = await editRaster(
      paintRaster(100, 80, () => [9, 9, 9]),
      'round the corners by 20 px',
    )
    expect([pixelAt(after, 0, 0)[3], pixelAt(after, 99, 79)[3], pixelAt(after, 50, 0)[3]]).toEqual([
      0, 0, 255,
    ])
    const edge = Array.from({ length: 20 }, (_, x) => pixelAt(after, x, 2)[3]!)
    expect(edge.some((alpha) => alpha > 0 && alpha < 255)).toBe(true)
  })
})

describe('text', () => {
  const flat = paintRaster(400, 300, () => [40, 60, 80])

  /** The box around everything that differs from the flat colour. */
  function inkBox(raster: RgbaRaster) {
    const points: [number, number][] = []
    for (let y = 0; y < raster.height; y++)
      for (let x = 0; x < raster.width; x++)
        if (pixelAt(raster, x, y).join() !== '40,60,80,255') points.push([x, y])
    const xs = points.map(([x]) => x)
    const ys = points.map(([, y]) => y)
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
  }

  test('stands where it should, in its colour', async () => {
    const after = await editRaster(flat, "add text 'HHH' top left in #ffff00")
    const box = inkBox(after)
    expect(box.left).toBeGreaterThanOrEqual(14)
    expect(box.left).toBeLessThan(22)
    expect(box.top).toBeGreaterThanOrEqual(13)
    expect(box.top).toBeLessThan(18)
    expect(box.right).toBeLessThan(120)
    const inks = [...Array(box.right).keys()].map((x) => pixelAt(after, x, box.top + 8).join())
    expect(inks).toContain('255,255,0,255')
  })

  test('keeps the margin at the other side too', async () => {
    const box = inkBox(await editRaster(flat, "add text 'HHH' bottom right in red"))
    expect(box.right).toBeGreaterThan(376)
    expect(box.right).toBeLessThan(387)
    expect(box.bottom).toBeGreaterThan(280)
    expect(box.bottom).toBeLessThan(287)
  })

  test('shrinks to fit the width', async () => {
    const box = inkBox(
      await editRaster(flat, "add text 'a very long line of words that would not fit at all' in red"),
    )
    expect(box.left).toBeGreaterThan(10)
    expect(box.right).toBeLessThan(390)
  })

  test('is white on dark and dark on bright when no colour is named', async () => {
    const onDark = await editRaster(flat, "add text 'H'")
    expect(Math.max(...onDark.data.filter((_, at) => at % 4 === 0))).toBe(255)
    const onBright = await editRaster(
      paintRaster(400, 300, () => [240, 240, 235]),
      "add text 'H'",
    )
    expect(Math.min(...onBright.data.filter((_, at) => at % 4 === 0))).toBeLessThan(30)
  })

  test('grows with its size and its weight', async () => {
    const area = async (prompt: string) => {
      const after = await editRaster(flat, prompt)
      return after.data.filter((value, at) => at % 4 === 0 && value > 150).length
    }
    const usual = await area("add text 'Hi' in white")
    expect(await area("add large text 'Hi' in white")).toBeGreaterThan(usual * 1.8)
    expect(await area("add text 'Hi' in white regular")).toBeLessThan(usual)
  })

  test('has letters of other alphabets', async () => {
    for (const words of ['Größe', 'Привет', 'Καλημέρα', 'Łódź', 'Việt'])
      expect(inkBox(await editRaster(flat, `add text '${words}' in white`)).left).toBeGreaterThan(0)
  })
})

test('a grey thing is painted up to its edge, and the grey behind it is not', async () => {
  const isThing = (x: number, y: number) => x >= 20 && x < 60 && y >= 20 && y < 60
  const scene = paintRaster(80, 80, (x, y) => (isThing(x, y) ? [60, 60, 60] : [84, 84, 84]))
  const mask = paintRaster(80, 80, (x, y) => (isThing(x, y) ? [255, 255, 255] : [0, 0, 0]))
  const { image } = await runEdit(signal, {
    image: await encodeRaster(scene),
    mask: await encodeRaster(mask),
    prompt: 'make it blue',
    seed: 9,
  })
  const after = await decodePng(image)
  expect(pixelAt(after, 60, 40)).toEqual([84, 84, 84, 255])
  expect(pixelAt(after, 59, 40)[2]).toBeGreaterThan(pixelAt(after, 59, 40)[0]! + 20)
})

test('a bluer sky is clearly bluer though it was nearly white, and in both languages the same', async () => {
  const { before, after } = await editPhoto('mountain-autumn', 'bluer sky')
  const [was, is] = [before, after].map((raster) => pixelAt(raster, 70, 8))
  expect(was![2]! - was![0]!).toBeLessThan(25)
  expect(is![2]! - is![0]!).toBeGreaterThan(50)
  expect(pixelAt(after, 70, 150)).toEqual(pixelAt(before, 70, 150))
  const chinese = await editPhoto('mountain-autumn', '把天空变得更蓝')
  expect(chinese.after.data).toEqual(after.data)
})
