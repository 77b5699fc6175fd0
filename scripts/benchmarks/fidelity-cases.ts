import type { Transform } from '@/lib/fidelity/transform'
import { createRandom } from '@/lib/images/pixels/random'
import type { Mask, Raster, Size } from '@/lib/images/raster'

/** A made-up result of which everything is known: where it lies, what was edited, how the colours moved. */
export type Case = {
  name: string
  original: Raster
  result: Raster
  truth: Transform
  /** 255 where the original was edited. */
  mask: Mask
  hasDrift: boolean
}

export type EditKind = 'recolour' | 'blur' | 'paste' | 'removal'
export type GeometryKind = 'none' | 'resize' | 'shift' | 'scale' | 'stretch' | 'crop' | 'letterbox' | 'turn'

const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)))

/** A blob with a wavy outline of about the given share of the picture. */
export function drawBlob({ width, height }: Size, share: number, random: () => number): Mask {
  const data = new Uint8Array(width * height)
  const radius = Math.sqrt((share * width * height) / Math.PI)
  const aspect = 0.7 + random() * 0.6
  const [rx, ry] = [Math.min(radius * aspect, width * 0.48), Math.min(radius / aspect, height * 0.48)]
  const cx = rx + random() * Math.max(0, width - 2 * rx)
  const cy = ry + random() * Math.max(0, height - 2 * ry)
  const waves = [2, 3, 5].map((n) => ({ n, size: random() * 0.12, phase: random() * 6.28 }))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [(x - cx) / rx, (y - cy) / ry]
      const angle = Math.atan2(v, u)
      const edge = waves.reduce((sum, wave) => sum + wave.size * Math.sin(wave.n * angle + wave.phase), 1)
      if (Math.hypot(u, v) < edge) data[y * width + x] = 255
    }
  return { width, height, data }
}

function blurred({ width, height, channels, data }: Raster, radius: number): Raster {
  let from = Float32Array.from(data)
  for (let pass = 0; pass < 4; pass++) {
    const to = new Float32Array(from.length)
    const isAcross = pass % 2 === 0
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < channels; c++) {
          let [sum, n] = [0, 0]
          for (let k = -radius; k <= radius; k++) {
            const [px, py] = isAcross ? [x + k, y] : [x, y + k]
            if (px < 0 || py < 0 || px >= width || py >= height) continue
            sum += from[(py * width + px) * channels + c]!
            n++
          }
          to[(y * width + x) * channels + c] = sum / n
        }
    from = to
  }
  return { width, height, channels, data: Uint8Array.from(from, clamp) }
}

/** What stands in the mask after each kind of edit, for one pixel. */
function contentOf(kind: EditKind, photo: Raster, other: Raster, random: () => number) {
  const { width, height, channels, data } = photo
  const soft = kind === 'blur' ? blurred(photo, 5) : photo
  const turn = Math.floor(random() * 2) + 1
  const [ox, oy] = [Math.floor(width * (0.25 + random() * 0.3)), Math.floor(height * (0.2 + random() * 0.3))]
  return (x: number, y: number, c: number): number => {
    if (kind === 'blur') return soft.data[(y * width + x) * channels + c]!
    // Channels swapped and toned: keeps the texture, moves every colour, greys too.
    if (kind === 'recolour')
      return (
        data[(y * width + x) * channels + ((c + turn) % 3)]! * (c === turn ? 0.75 : 1) + (c === 0 ? 18 : 0)
      )
    if (kind === 'removal') return data[(((y + oy) % height) * width + ((x + ox) % width)) * channels + c]!
    return other.data[((y % other.height) * other.width + (x % other.width)) * channels + c]!
  }
}

/** The photo with the masked area edited. */
export function editPhoto(
  photo: Raster,
  mask: Mask,
  kind: EditKind,
  other: Raster,
  random: () => number,
): Raster {
  const data = Uint8Array.from(photo.data)
  const content = contentOf(kind, photo, other, random)
  for (let i = 0; i < mask.data.length; i++)
    if (mask.data[i])
      for (let c = 0; c < photo.channels; c++)
        data[i * photo.channels + c] = clamp(content(i % photo.width, Math.floor(i / photo.width), c))
  return { ...photo, data }
}

/** The whole picture a little warmer, brighter, flatter. */
export function driftPhoto(photo: Raster, random: () => number): Raster {
  const gains = [1 + (random() - 0.4) * 0.1, 1 + (random() - 0.5) * 0.06, 1 - (random() - 0.4) * 0.1]
  const lift = (random() - 0.5) * 10
  return { ...photo, data: photo.data.map((value, i) => clamp(value * gains[i % photo.channels]! + lift)) }
}

/** Where a result of some geometry lies, and how large it is. */
export function chooseGeometry(kind: GeometryKind, { width, height }: Size, random: () => number) {
  const within = (range: number) => (random() * 2 - 1) * range
  const still: Transform = { scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 0, rotationDeg: 0 }
  const centred = (scaleX: number, scaleY: number, rotationDeg = 0): Transform => {
    const angle = (rotationDeg * Math.PI) / 180
    const [hw, hh] = [(width * scaleX) / 2, (height * scaleY) / 2]
    return {
      scaleX,
      scaleY,
      rotationDeg,
      shiftX: width / 2 - (Math.cos(angle) * hw - Math.sin(angle) * hh) + within(0.02 * width),
      shiftY: height / 2 - (Math.sin(angle) * hw + Math.cos(angle) * hh) + within(0.02 * height),
    }
  }
  const size = { width, height }
  if (kind === 'none') return { size, truth: still }
  if (kind === 'shift')
    return { size, truth: { ...still, shiftX: within(0.05 * width), shiftY: within(0.05 * height) } }
  if (kind === 'scale') {
    const scale = 0.9 + random() * 0.2
    return { size, truth: centred(scale, scale) }
  }
  if (kind === 'stretch') return { size, truth: centred(1 + within(0.03), 1 + within(0.03)) }
  if (kind === 'turn') return { size, truth: centred(1 + within(0.02), 1 + within(0.02), within(1)) }
  const out = { width: Math.round(width * (0.6 + random() * 0.9)), height: 0 }
  out.height = Math.round(out.width * (height / width) * (kind === 'resize' ? 1 + within(0.02) : 1))
  if (kind === 'resize')
    return { size: out, truth: { ...still, scaleX: width / out.width, scaleY: height / out.height } }
  if (kind === 'crop') {
    const [cutX, cutY] = [random() * 0.1 * width, random() * 0.1 * height]
    const truth = { ...still, shiftX: cutX * random(), shiftY: cutY * random() }
    return {
      size: out,
      truth: { ...truth, scaleX: (width - cutX) / out.width, scaleY: (height - cutY) / out.height },
    }
  }
  const square = Math.round(Math.max(width, height) * (0.8 + random() * 0.4))
  const scale = Math.max(width, height) / square
  const truth = {
    ...still,
    scaleX: scale,
    scaleY: scale,
    shiftX: (width - square * scale) / 2,
    shiftY: (height - square * scale) / 2,
  }
  return { size: { width: square, height: square }, truth }
}

const SUPERSAMPLES = 3

/**
 * Draws a picture through a transform by taking the mean of 3 × 3 bilinear samples for each pixel: slow, and on purpose
 * nothing that the measured code uses. Outside the picture stand bars, or its border goes on.
 */
export function renderThrough(photo: Raster, truth: Transform, size: Size, hasBars: boolean): Raster {
  const { width, height, channels } = photo
  const out = new Uint8Array(size.width * size.height * channels)
  const angle = (truth.rotationDeg * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const n = truth.scaleX === 1 && truth.scaleY === 1 && truth.rotationDeg === 0 ? 1 : SUPERSAMPLES
  const sums = new Float64Array(channels)
  for (let y = 0, to = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++, to += channels) {
      sums.fill(0)
      for (let k = 0; k < n * n; k++) {
        const rx = (x + ((k % n) + 0.5) / n) * truth.scaleX
        const ry = (y + (Math.floor(k / n) + 0.5) / n) * truth.scaleY
        const px = cos * rx - sin * ry + truth.shiftX
        const py = sin * rx + cos * ry + truth.shiftY
        if (!hasBars || (px >= 0 && py >= 0 && px <= width && py <= height)) addSample(photo, px, py, sums)
      }
      for (let c = 0; c < channels; c++) out[to + c] = clamp(sums[c]! / (n * n))
    }
  return { ...size, channels, data: out }
}

function addSample(
  { width, height, channels, data }: Raster,
  px: number,
  py: number,
  sums: Float64Array,
): void {
  const sx = Math.max(0, Math.min(width - 1, px - 0.5))
  const sy = Math.max(0, Math.min(height - 1, py - 0.5))
  const x0 = Math.min(Math.floor(sx), width - 2)
  const y0 = Math.min(Math.floor(sy), height - 2)
  const fx = sx - x0
  const fy = sy - y0
  for (let c = 0, at = (y0 * width + x0) * channels; c < channels; c++, at++) {
    const below = at + width * channels
    const top = data[at]! * (1 - fx) + data[at + channels]! * fx
    sums[c]! += top * (1 - fy) + (data[below]! * (1 - fx) + data[below + channels]! * fx) * fy
  }
}

export type Plan = { geometry: GeometryKind; edit: EditKind; share: number; hasDrift: boolean; seed: number }

/** One case from one photo; `other` is pasted from. The same plan gives the same case. */
export function makeCase(name: string, photo: Raster, other: Raster, plan: Plan): Case {
  const random = createRandom(plan.seed)
  const mask = drawBlob(photo, plan.share, random)
  const edited = editPhoto(photo, mask, plan.edit, other, random)
  const { size, truth } = chooseGeometry(plan.geometry, photo, random)
  const drifted = plan.hasDrift ? driftPhoto(edited, random) : edited
  const result = renderThrough(drifted, truth, size, plan.geometry === 'letterbox')
  return {
    name: `${name} ${plan.geometry} ${plan.edit} ${(plan.share * 100).toFixed(1)} %${plan.hasDrift ? ' drift' : ''}`,
    original: photo,
    result,
    truth,
    mask,
    hasDrift: plan.hasDrift,
  }
}
