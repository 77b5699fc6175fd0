import { planEdit } from './engine'
import { requireOperation } from './operations'

/**
 * How far around what is selected an instruction changes pixels, as a share of the picture's longer side: 0 for one that
 * stays inside, or that cannot be followed. Settings do not matter for it.
 */
export function reachOf(prompt: string): number {
  const request = { prompt, guidance: 5.5, seed: 1, watermark: false, size: 'auto' as const }
  const planned = planEdit(request, { hasSelection: true })
  return planned.ok ? Math.max(...planned.plan.ops.map(({ op }) => requireOperation(op).reach ?? 0)) : 0
}
