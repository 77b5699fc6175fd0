/** Complex values of a square grid, side a power of two, rows from the top. */
export type Spectrum = { side: number; re: Float64Array; im: Float64Array }

export const createSpectrum = (side: number): Spectrum => ({
  side,
  re: new Float64Array(side * side),
  im: new Float64Array(side * side),
})

type Line = { re: Float64Array; im: Float64Array; cos: Float64Array; sin: Float64Array; reversed: Int32Array }

function createLine(side: number): Line {
  const bits = Math.log2(side)
  const reversed = Int32Array.from({ length: side }, (_, i) => {
    let r = 0
    for (let bit = 0; bit < bits; bit++) r |= ((i >> bit) & 1) << (bits - 1 - bit)
    return r
  })
  const angles = Float64Array.from({ length: side / 2 }, (_, i) => (2 * Math.PI * i) / side)
  return {
    re: new Float64Array(side),
    im: new Float64Array(side),
    cos: angles.map(Math.cos),
    sin: angles.map(Math.sin),
    reversed,
  }
}

/** Radix-2 butterflies in place (Cooley and Tukey, 1965); the values must be in bit-reversed order. */
function transformLine({ re, im, cos, sin }: Line, direction: 1 | -1): void {
  const n = re.length
  for (let half = 1; half < n; half *= 2) {
    const step = n / (2 * half)
    for (let start = 0; start < n; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const i = start + k
        const j = i + half
        const wr = cos[k * step]!
        const wi = -direction * sin[k * step]!
        const tr = re[j]! * wr - im[j]! * wi
        const ti = re[j]! * wi + im[j]! * wr
        re[j] = re[i]! - tr
        im[j] = im[i]! - ti
        re[i]! += tr
        im[i]! += ti
      }
    }
  }
}

function transformLines(
  spectrum: Spectrum,
  line: Line,
  direction: 1 | -1,
  stride: number,
  step: number,
): void {
  const { side, re, im } = spectrum
  for (let n = 0; n < side; n++) {
    const base = n * step
    let isEmpty = true
    for (let i = 0, at = base; i < side; i++, at += stride) {
      line.re[line.reversed[i]!] = re[at]!
      line.im[line.reversed[i]!] = im[at]!
      isEmpty &&= re[at] === 0 && im[at] === 0
    }
    // Most of the grid around a small picture; it stays empty.
    if (isEmpty) continue
    transformLine(line, direction)
    for (let i = 0; i < side; i++) {
      re[base + i * stride] = line.re[i]!
      im[base + i * stride] = line.im[i]!
    }
  }
}

/** Fourier transform in place; direction −1 is the inverse, without the division by the number of values. */
export function transform(spectrum: Spectrum, direction: 1 | -1): Spectrum {
  const line = createLine(spectrum.side)
  transformLines(spectrum, line, direction, 1, spectrum.side)
  transformLines(spectrum, line, direction, spectrum.side, 1)
  return spectrum
}

/** The circular cross-correlation of two transformed grids: its real part at (x, y) says how well `moved` shifted by (x, y) lies on `fixed`. */
export function correlate(fixed: Spectrum, moved: Spectrum): Spectrum {
  const out = createSpectrum(fixed.side)
  for (let i = 0; i < out.re.length; i++) {
    out.re[i] = fixed.re[i]! * moved.re[i]! + fixed.im[i]! * moved.im[i]!
    out.im[i] = fixed.im[i]! * moved.re[i]! - fixed.re[i]! * moved.im[i]!
  }
  return transform(out, -1)
}
