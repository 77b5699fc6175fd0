import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import type { RunSettings } from '@/lib/edits/settings'
import { NO_SWEEP, type SweepTexts } from '@/lib/studio/composer/sweep-texts'

/** What the browser keeps of the composer for each project. */
export type Draft = {
  prompt: string
  variables?: Record<string, string>
  modelIds: string[]
  settings: RunSettings
  inputMode: 'primary' | 'each'
  sweep: SweepTexts
}

/** The kept draft, or undefined when there is none or it is from another version: then the defaults are better. */
export function parseDraft(kept: string | null): Draft | undefined {
  const found = readJson(kept)
  if (!isRecord(found) || typeof found.prompt !== 'string' || !Array.isArray(found.modelIds)) return undefined
  return {
    prompt: found.prompt,
    variables: parseVariables(found.variables),
    modelIds: found.modelIds.filter((id) => typeof id === 'string'),
    settings: parseSettings(found.settings),
    inputMode: found.inputMode === 'each' ? 'each' : 'primary',
    sweep: parseSweepTexts(found.sweep),
  }
}

/** Every value is looked at again before a run, so that here only its kind counts. */
function parseSettings(found: unknown): RunSettings {
  if (!isRecord(found)) return DEFAULT_RUN_SETTINGS
  const kept = Object.entries(DEFAULT_RUN_SETTINGS).filter(
    ([key, value]) => found[key] !== undefined && (key === 'seed' || typeof found[key] === typeof value),
  )
  const format = typeof found.format === 'string' ? { format: found.format } : {}
  return {
    ...DEFAULT_RUN_SETTINGS,
    ...Object.fromEntries(kept.map(([key]) => [key, found[key]])),
    seed: typeof found.seed === 'number' ? found.seed : null,
    ...format,
  }
}

function parseVariables(found: unknown): Record<string, string> {
  if (!isRecord(found)) return {}
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function parseSweepTexts(found: unknown): SweepTexts {
  if (!isRecord(found)) return NO_SWEEP
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null)
  return { guidance: textOf(found.guidance), seed: textOf(found.seed) }
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
