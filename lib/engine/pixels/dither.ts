/**
 * A fixed noise of ±0.5 for a pixel, of mean 0: added to a slow gradient before rounding, it hides the steps.
 * Interleaved gradient noise by Jorge Jimenez ("Next generation post processing in Call of Duty", 2014).
 */
export function ditherAt(x: number, y: number): number {
  const wave = 0.06711056 * x + 0.00583715 * y
  const noise = 52.9829189 * (wave - Math.floor(wave))
  return noise - Math.floor(noise) - 0.5
}
