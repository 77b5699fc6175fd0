import { greyOfLabel } from '@/lib/images/pixels/label-grey'
import type { Mask, Size } from '@/lib/images/raster'
import type { MaskStep } from '@/lib/studio/masks/mask-document'
import { drawStep, type MaskGround } from '@/lib/studio/masks/mask-raster'

/**
 * What is taken from which result, as a list of steps: the later one wins, so that a place belongs to one result at the
 * most. A label is the number of a result, from 1; 0 is the original.
 */
export type PartStep = { label: number; step: MaskStep }

/** What is needed to draw the labels as a file. */
export type LabelWork = { steps: readonly PartStep[]; grounds: readonly MaskGround[]; size: Size }

/** Draws all steps at a size; each pixel holds its label. `grounds` are those of the results, in the order of labels. */
export function drawLabels({ steps, grounds, size }: LabelWork): Mask {
  const labels: Mask = { ...size, data: new Uint8Array(size.width * size.height) }
  for (const step of steps) drawPartStep(labels, step, grounds[step.label - 1]!)
  return labels
}

/** Draws one more step into the labels, in place. What is given back goes to the original, never to another result. */
export function drawPartStep(labels: Mask, { label, step }: PartStep, ground: MaskGround): void {
  const { data } = labels
  if (step.kind === 'clear') replace(data, (each) => (each === label ? 0 : each))
  else if (step.kind === 'invert') replace(data, (each) => (each === label ? 0 : each === 0 ? label : each))
  else drawArea(labels, label, step, ground)
}

type AreaStep = Exclude<MaskStep, { kind: 'clear' } | { kind: 'invert' }>

function drawArea({ width, height, data }: Mask, label: number, step: AreaStep, ground: MaskGround): void {
  const isTaking = step.kind === 'region' ? step.isTaken : step.isAdding
  const area: Mask = { width, height, data: new Uint8Array(data.length) }
  drawStep(area, step.kind === 'region' ? { ...step, isTaken: true } : { ...step, isAdding: true }, ground)
  for (let i = 0; i < data.length; i++)
    if (area.data[i] !== 0 && (isTaking || data[i] === label)) data[i] = isTaking ? label : 0
}

function replace(data: Uint8Array, change: (label: number) => number): void {
  for (let i = 0; i < data.length; i++) data[i] = change(data[i]!)
}

/** Where one result is taken: 255, elsewhere 0. */
export const maskOfLabel = ({ width, height, data }: Mask, label: number): Mask => ({
  width,
  height,
  data: data.map((each) => (each === label ? 255 : 0)),
})

/** The labels as greys that can be told apart, for the server. */
export function drawLabelGreys(work: LabelWork): Mask {
  const labels = drawLabels(work)
  return { ...labels, data: labels.data.map((label) => greyOfLabel(label, work.grounds.length)) }
}

/** The share of each label, from 0 on. */
export function sharesOf({ data }: Mask, count: number): number[] {
  const counts = new Array<number>(count + 1).fill(0)
  for (let i = 0; i < data.length; i++) counts[data[i]!]!++
  return counts.map((each) => each / data.length)
}
