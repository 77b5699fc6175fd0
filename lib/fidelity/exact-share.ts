import { fullScaleOf, type Pixels } from './plane'

/**
 * The share of pixels whose samples are equal, 0–1; null for pictures of different sizes or bits. A missing alpha is a
 * full one, and grey is three equal samples.
 */
export function exactShareOf(one: Pixels, other: Pixels): number | null {
  const isAlike =
    one.width === other.width && one.height === other.height && fullScaleOf(one) === fullScaleOf(other)
  if (!isAlike) return null
  const count = one.width * one.height
  if (one.channels === other.channels) return countAlike(one, other) / count
  const [first, second] = [readerOf(one), readerOf(other)]
  let equal = 0
  for (let i = 0; i < count; i++) {
    let isEqual = true
    for (let c = 0; c < 4 && isEqual; c++) isEqual = first(i, c) === second(i, c)
    if (isEqual) equal++
  }
  return equal / count
}

/** The same without looking a sample up: most results are written as their originals are. */
function countAlike({ data, channels }: Pixels, other: Pixels): number {
  let equal = 0
  for (let at = 0; at < data.length; at += channels) {
    let c = 0
    while (c < channels && data[at + c] === other.data[at + c]) c++
    if (c === channels) equal++
  }
  return equal
}

/** A sample of red, green, blue or alpha, whatever the picture holds. */
function readerOf(pixels: Pixels): (index: number, channel: number) => number {
  const { channels, data } = pixels
  const full = fullScaleOf(pixels)
  const hasAlpha = channels === 2 || channels === 4
  const isGrey = channels < 3
  return (index, channel) => {
    if (channel === 3) return hasAlpha ? data[index * channels + channels - 1]! : full
    return data[index * channels + (isGrey ? 0 : channel)]!
  }
}
