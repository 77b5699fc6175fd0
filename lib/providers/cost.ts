import type { Json } from '@/lib/providers/contract'
import { fieldOf, numberOf } from '@/lib/providers/json'

/** AIML API: one US dollar buys two million credits (docs.aimlapi.com, "How can I track my funds"). */
const CREDITS_PER_USD = 2_000_000

/** What a request cost in US dollars, as the vendor says it; null when it does not. */
export function readCost(headers: Record<string, string>, json: Json | undefined): number | null {
  const usage = fieldOf(json, 'meta', 'usage')
  const usd = numberOf(headers['x-aimlapi-usd-spent']) ?? numberOf(fieldOf(usage, 'usd_spent'))
  if (usd !== undefined) return usd
  const credits =
    numberOf(headers['x-aimlapi-credits-used']) ??
    numberOf(fieldOf(usage, 'credits_used')) ??
    numberOf(fieldOf(usage, 'tokens_used'))
  return credits === undefined ? null : credits / CREDITS_PER_USD
}
