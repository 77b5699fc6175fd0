import { expect, it } from 'vitest'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { parseDraft } from '@/lib/studio/composer/draft'

const draft = {
  prompt: 'warm {time} light',
  variables: { time: 'evening' },
  modelIds: ['local/engine'],
  settings: { ...DEFAULT_RUN_SETTINGS, guidance: 7, seed: 42, format: 'png' },
  inputMode: 'each' as const,
  sweep: { guidance: '2..10 step 2', seed: null },
}

it('gives back what was kept', () => {
  expect(parseDraft(JSON.stringify(draft))).toEqual(draft)
})

it.each([null, '', 'no json', '[]', '{"prompt":1}', '{"prompt":"a"}'])('knows no draft in %j', (kept) => {
  expect(parseDraft(kept)).toBeUndefined()
})

it('takes defaults for settings of another version', () => {
  const kept = { ...draft, settings: { guidance: 'much', seed: 'none', size: 7 } }
  expect(parseDraft(JSON.stringify(kept))?.settings).toEqual(DEFAULT_RUN_SETTINGS)
})

it('knows no sweep in a draft of another version', () => {
  expect(parseDraft(JSON.stringify({ ...draft, sweep: undefined }))?.sweep).toEqual({
    guidance: null,
    seed: null,
  })
  expect(parseDraft(JSON.stringify({ ...draft, sweep: { seed: 4 } }))?.sweep).toEqual({
    guidance: null,
    seed: null,
  })
})
