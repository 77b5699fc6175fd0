/**
 * Numbers that say what a pixel looks like: three colours 0–255 (less where it is see-through, 0 where nothing is seen),
 * how much changes around it across and down, and its alpha 0–255.
 */
export const DEPTH = 6
export const ALPHA = 5
/** Those that are drawn. */
export const SEEN = [0, 1, 2, ALPHA] as const

/** One size of the picture: `DEPTH` numbers for each pixel, what is missing (1), and what must not be copied (1). */
export type Level = {
  width: number
  height: number
  image: Float32Array
  missing: Uint8Array
  barred: Uint8Array
}

/** For each pixel whose surroundings miss something: the pixel whose surroundings look most alike. */
export type Field = { targets: Int32Array; match: Int32Array; distance: Float32Array; isSource: Uint8Array }

/** Patches are squares of 2 × 3 + 1 pixels. */
export const REACH = 3
export const FAR = 1e12
/** What is known counts more than what was filled in. */
const KNOWN_WEIGHT = 2

/** All pixels whose patches touch a marked one. */
function touching({ width, height }: Level, marked: Uint8Array): Uint8Array {
  const touches = new Uint8Array(width * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (marked[at] === 0) continue
      for (let row = Math.max(0, y - REACH); row <= Math.min(height - 1, y + REACH); row++)
        touches.fill(
          1,
          row * width + Math.max(0, x - REACH),
          row * width + Math.min(width - 1, x + REACH) + 1,
        )
    }
  return touches
}

/** Every pixel whose patch touches the hole, and every pixel whose patch is whole and may be copied. */
export function emptyField(level: Level): Field {
  const { width, height, missing, barred } = level
  const touches = touching(level, missing)
  const isBarred = touching(level, barred)
  const isSource = new Uint8Array(width * height)
  const targets: number[] = []
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const isWhole = x >= REACH && y >= REACH && x < width - REACH && y < height - REACH
      if (touches[at]) targets.push(at)
      else if (isWhole && isBarred[at] === 0) isSource[at] = 1
    }
  return {
    targets: Int32Array.from(targets),
    match: new Int32Array(width * height).fill(-1),
    distance: new Float32Array(width * height),
    isSource,
  }
}

export const sourcesOf = ({ isSource }: Field): Int32Array => {
  const sources = new Int32Array(isSource.reduce((sum, is) => sum + is, 0))
  let next = 0
  for (let at = 0; at < isSource.length; at++) if (isSource[at]) sources[next++] = at
  return sources
}

/** Targets that have no match get one by lot. */
export function drawMatches({ targets, match }: Field, sources: Int32Array, random: () => number): void {
  if (sources.length === 0) return
  for (const target of targets)
    if (match[target]! < 0) match[target] = sources[Math.floor(random() * sources.length)]!
}

/** The next finer level begins with what the coarser one found: the same places, at twice the sharpness. */
export function upscaleField(level: Level, coarse: Level, found: Field, random: () => number): Field {
  const field = emptyField(level)
  const { width, height, missing } = level
  for (const target of field.targets) {
    const x = target % width
    const y = Math.floor(target / width)
    const before =
      found.match[Math.min(coarse.height - 1, y >> 1) * coarse.width + Math.min(coarse.width - 1, x >> 1)]!
    if (before < 0) continue
    const sourceX = Math.min(width - 1 - REACH, (before % coarse.width) * 2 + (x & 1))
    const sourceY = Math.min(height - 1 - REACH, Math.floor(before / coarse.width) * 2 + (y & 1))
    const source = sourceY * width + sourceX
    if (field.isSource[source]) field.match[target] = source
  }
  drawMatches(field, sourcesOf(field), random)
  for (const target of field.targets)
    if (missing[target] === 1 && field.match[target]! >= 0) copyPixel(level, field.match[target]!, target)
  return field
}

export function copyPixel({ image }: Level, from: number, to: number): void {
  image.copyWithin(to * DEPTH, from * DEPTH, (from + 1) * DEPTH)
}

/** Mean square difference of two patches; gives up once it must exceed `limit`. */
function patchDistance(
  { width, height, image, missing }: Level,
  target: number,
  source: number,
  limit: number,
): number {
  const x = target % width
  const y = (target / width) | 0
  let sum = 0
  let weights = 0
  for (let row = -REACH; row <= REACH; row++) {
    if (y + row < 0 || y + row >= height) continue
    for (let column = -REACH; column <= REACH; column++) {
      if (x + column < 0 || x + column >= width) continue
      const step = row * width + column
      const a = (target + step) * DEPTH
      const b = (source + step) * DEPTH
      const red = image[a]! - image[b]!
      const green = image[a + 1]! - image[b + 1]!
      const blue = image[a + 2]! - image[b + 2]!
      const across = image[a + 3]! - image[b + 3]!
      const down = image[a + 4]! - image[b + 4]!
      const alpha = image[a + ALPHA]! - image[b + ALPHA]!
      const weight = missing[target + step] === 1 ? 1 : KNOWN_WEIGHT
      sum +=
        weight * (red * red + green * green + blue * blue + across * across + down * down + alpha * alpha)
      weights += weight
    }
    // Half of all weights is the least that a whole patch has.
    if (sum > limit * KNOWN_WEIGHT * (2 * REACH + 1) ** 2) return FAR
  }
  return sum / weights
}

const BAND = 4_000
const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** One round: good matches spread to neighbours, and each looks around at random, nearer and nearer. */
export async function searchPatches(
  signal: AbortSignal,
  level: Level,
  field: Field,
  random: () => number,
): Promise<void> {
  const { targets, match, distance, isSource } = field
  for (const target of targets)
    distance[target] = match[target]! < 0 ? FAR : patchDistance(level, target, match[target]!, FAR)
  for (const direction of [-1, 1])
    for (let i = 0; i < targets.length; i++) {
      if (i % BAND === BAND - 1) {
        await nextTurn()
        signal.throwIfAborted()
      }
      const target = targets[direction < 0 ? i : targets.length - 1 - i]!
      const attempt = (source: number) => {
        if (source < 0 || source >= isSource.length || isSource[source] === 0 || source === match[target])
          return
        const away = patchDistance(level, target, source, distance[target]!)
        if (away >= distance[target]!) return
        distance[target] = away
        match[target] = source
      }
      spread(level, match, target, direction, attempt)
      lookAround(level, match, target, random, attempt)
    }
}

function spread(
  { width }: Level,
  match: Int32Array,
  target: number,
  direction: number,
  attempt: (source: number) => void,
): void {
  const x = target % width
  const beside = x + direction >= 0 && x + direction < width ? match[target + direction]! : -1
  if (beside >= 0) attempt(beside - direction)
  const above = match[target + direction * width] ?? -1
  if (above >= 0) attempt(above - direction * width)
}

function lookAround(
  { width, height }: Level,
  match: Int32Array,
  target: number,
  random: () => number,
  attempt: (source: number) => void,
): void {
  for (let radius = Math.max(width, height); radius >= 1; radius /= 2) {
    const best = match[target]!
    const x = (best % width) + Math.round((random() * 2 - 1) * radius)
    const y = Math.floor(best / width) + Math.round((random() * 2 - 1) * radius)
    if (x >= REACH && x < width - REACH && y >= REACH && y < height - REACH) attempt(y * width + x)
  }
}
