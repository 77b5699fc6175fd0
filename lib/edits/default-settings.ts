import type { RunSettings } from '@/lib/edits/settings'

/** What a new composer starts with. Apart from the schemas, which the browser does not load. */
export const DEFAULT_RUN_SETTINGS: RunSettings = {
  guidance: 5.5,
  seed: null,
  watermark: false,
  size: 'auto',
  results: 1,
  advanced: {},
}
