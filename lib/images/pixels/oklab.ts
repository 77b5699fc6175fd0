/**
 * OKLab by Björn Ottosson (https://bottosson.github.io/posts/oklab/, matrices of 2021-01-25): lightness 0–1, a and b
 * around ±0.3. Three numbers are written into `out`, because pixel loops must not allocate.
 */
export type Triple = [number, number, number] | Float64Array

export function linearToOklab(red: number, green: number, blue: number, out: Triple): void {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  out[0] = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short
  out[1] = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
  out[2] = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
}

// V8 takes ten times as long for `** 3`.
const cube = (value: number): number => value * value * value

/** The result may lie outside 0–1: such a colour cannot be shown in sRGB. */
export function oklabToLinear(lightness: number, a: number, b: number, out: Triple): void {
  const long = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
  const medium = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
  const short = cube(lightness - 0.0894841775 * a - 1.291485548 * b)
  out[0] = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
  out[1] = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
  out[2] = -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short
}
