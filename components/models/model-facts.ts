import type { ModelCard, SizeControl } from '@/lib/models/card'
import { showCost } from '@/lib/studio/facts'

export type ModelFact = { term: string; value: string; isAbsent?: boolean }

const count = (value: number) => value.toLocaleString('en')
const no = { value: 'no', isAbsent: true }

/** What a model takes and makes, in the order in which every card shows it. */
export function factsOf(card: ModelCard): ModelFact[] {
  const { guidance, seed, watermark, size, results } = card.settings
  return [
    { term: 'Inputs', value: inputsOf(card) },
    ...(card.inputs.max > 0 && card.provider !== 'local' ? limitsOf(card) : []),
    { term: 'Prompt', value: `up to ${count(card.promptMaxLength)} characters` },
    { term: 'Output size', value: size ? sizeOf(size) : 'chosen by the model' },
    { term: 'Results', value: results && results.max > 1 ? `${results.min}–${results.max}` : '1' },
    { term: 'Guidance', ...(guidance ? { value: `${guidance.min}–${guidance.max}` } : no) },
    { term: 'Seed', ...(seed ? { value: `from ${count(seed.min)}` } : no) },
    { term: 'Watermark', ...(watermark ? { value: watermarkOf(watermark) } : no) },
    priceOf(card.priceUsd),
  ]
}

/** What a photo may be when it is sent; what is larger is scaled or compressed before. */
function limitsOf({ inputs }: ModelCard): ModelFact[] {
  const { formats, maxBytes, maxSidePx, minRatio, maxRatio } = inputs
  const names = formats.map((format) => (format === 'webp' ? 'WebP' : format.toUpperCase()))
  const side = maxSidePx === undefined ? '' : `, ${count(maxSidePx)} px a side`
  return [
    { term: 'Files', value: names.join(', ') },
    { term: 'Up to', value: `${Math.floor(maxBytes / 100_000) / 10} MB${side}` },
    ...(minRatio && maxRatio
      ? [{ term: 'Shape', value: `1:${Math.round(1 / minRatio)} to ${Math.round(maxRatio)}:1` }]
      : []),
  ]
}

function inputsOf({ inputs: { min, max } }: ModelCard): string {
  if (max === 0) return 'none: words only'
  return min === max ? String(max) : min === 0 ? `up to ${max}` : `${min}–${max}`
}

function sizeOf({ options, exact }: SizeControl): string {
  if (exact) return `${exact.minSidePx}–${exact.maxSidePx} px a side`
  return options.length === 1 ? (options[0]?.label ?? '') : `${options.length} named sizes`
}

const watermarkOf = ({ locked, default: isOn }: { locked?: boolean; default: boolean }) =>
  locked ? 'always' : isOn ? 'yes, on by default' : 'yes, off by default'

function priceOf(priceUsd: number | undefined): ModelFact {
  if (priceUsd === undefined) return { term: 'Price', value: 'unknown', isAbsent: true }
  return { term: 'Price', value: priceUsd === 0 ? 'free' : `about ${showCost(priceUsd)} an image` }
}
