import type { Recipe } from '@/lib/edits/recipe'
import { quoteShell } from '@/lib/history/copy-as/shell'

const ENGINE_MODEL_ID = 'local/engine'
const EXACT_SIZE = /^\d+x\d+$/

/** The line that does an edit of the local engine again; undefined for another model or an edit without a photo. */
export function toCommandLine({ modelId, prompt, inputs, settings }: Recipe): string | undefined {
  const [photo] = inputs
  if (modelId !== ENGINE_MODEL_ID || !photo) return undefined
  const { seed, guidance, watermark, size } = settings
  const options = [
    ...(seed === undefined ? [] : [`--seed ${seed}`]),
    ...(guidance === undefined ? [] : [`--guidance ${guidance}`]),
    ...(watermark ? ['--watermark'] : []),
    ...(size && EXACT_SIZE.test(size) ? [`--size ${size}`] : []),
  ]
  // Behind "--" nothing is an option, whatever a photo is called or an instruction begins with.
  const words = ['--out result.png', ...options, '--', quoteShell(photo.name), quoteShell(prompt)]
  return `npm run --silent edit -- ${words.join(' ')}\n`
}
