import 'server-only'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { suggestFeather } from './feather'
import { encodeGrey } from './lossless.server'
import { MAP_LONG_SIDE_PX, mapImage, regionImage } from './map-image'
import { readPicture, type Source } from './picture.server'
import { comparing } from './report'
import type { FidelityReport } from './report-schema'
import type { Transform } from './transform'

export type ReportRequest = { original: Source; result: Source }

export type ReportAnswer = {
  report: FidelityReport
  /** Where the result is drawn, to a fraction of a pixel; `report.alignment` rounds a plain resize to exactly that. */
  transform: Transform
  /** Grey PNG, at most 2048 px long: OKLab distance = value · `DISTANCE_STEP`. */
  map: Uint8Array
  /** Grey PNG of the same size, see `regionImage`: 0 none, 1 the report's first region, and so on. */
  regions: Uint8Array
}

/** Runs stepwise work so that a cancelling is heard between the steps. */
export async function runSteps<Result>(
  signal: AbortSignal,
  steps: Generator<number, Result>,
  onProgress: (share: number) => void,
): Promise<Result> {
  for (;;) {
    await nextTurn()
    signal.throwIfAborted()
    const step = steps.next()
    if (step.done) return step.value
    onProgress(step.value)
  }
}

/**
 * The fidelity report of two files, with what the screen needs to show it.
 * @throws AppError as `readPicture`; the signal's reason
 */
export async function reportFiles(
  signal: AbortSignal,
  { original, result }: ReportRequest,
  onProgress: (share: number) => void = () => {},
): Promise<ReportAnswer> {
  const [before, after] = await Promise.all([readPicture(original), readPicture(result)])
  onProgress(0.1)
  const { report, map, transform } = await runSteps(signal, comparing(before.seen, after.seen), (share) =>
    onProgress(0.1 + 0.8 * share),
  )
  const featherPx = (suggestFeather(transform) * map.width) / before.seen.width
  const [shown, regions] = await Promise.all([
    encodeGrey(mapImage(map, MAP_LONG_SIDE_PX)),
    encodeGrey(regionImage(map, featherPx, MAP_LONG_SIDE_PX)),
  ])
  return { report, transform, map: shown, regions }
}
