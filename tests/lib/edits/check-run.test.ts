import { describe, expect, it } from 'vitest'
import { checkRun } from '@/lib/edits/check-run'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { MAX_RUN_EDITS } from '@/lib/edits/run-size'
import { messageOf } from '@/lib/errors'
import { createCard } from '@/tests/support/cards'
import { createRunRequest } from '@/tests/support/run-requests'

const card = createCard({
  settings: {
    guidance: { kind: 'range', min: 1, max: 10, step: 0.1, default: 5.5 },
    seed: { kind: 'seed', min: 1, max: 100 },
    results: { kind: 'count', min: 1, max: 4, default: 1, oneRequest: true },
    size: {
      kind: 'size',
      options: [{ value: 'auto', label: 'Auto' }],
      default: 'auto',
      exact: { minSidePx: 64, maxSidePx: 4096, maxAreaPx: 4_000_000, multipleOfPx: 16 },
    },
  },
  advanced: [
    {
      key: 'mode',
      label: 'Mode',
      control: { kind: 'choice', options: [{ value: 'a', label: 'A' }], default: 'a' },
    },
  ],
})
const ready = { [card.id]: { state: 'ready' as const } }
const withSettings = (settings: object) =>
  createRunRequest({ settings: { ...DEFAULT_RUN_SETTINGS, ...settings } })
const codes = (request: ReturnType<typeof createRunRequest>, availability: object = ready) =>
  checkRun(request, [card], availability as never).map(({ code, field }) => [code, field])

describe('checkRun', () => {
  it('lets a complete run start', () => {
    expect(codes(createRunRequest())).toEqual([])
  })

  it('says what is missing, beside the control that lacks it', () => {
    expect(codes(createRunRequest({ prompt: '  ' }))).toEqual([['prompt_missing', 'prompt']])
    expect(codes(createRunRequest({ inputs: [] }))).toEqual([['input_missing', 'inputs']])
    expect(checkRun(createRunRequest(), [], ready)[0]?.code).toBe('model_missing')
  })

  it('refuses a prompt that is longer than the model takes', () => {
    expect(codes(createRunRequest({ prompt: 'x'.repeat(100) }))).toEqual([])
    expect(codes(createRunRequest({ prompt: 'x'.repeat(101) }))).toEqual([['prompt_too_long', 'prompt']])
  })

  it('names the variable that a model without a key needs', () => {
    const [problem] = checkRun(createRunRequest(), [card], {
      [card.id]: { state: 'no_key', variable: 'AIML_API_KEY' },
    })
    expect(problem?.code).toBe('model_unavailable')
    expect(problem?.message).toContain('AIML_API_KEY')
  })

  it.each([
    [{ guidance: 0.9 }, 'guidance'],
    [{ guidance: 10.1 }, 'guidance'],
    [{ seed: 0 }, 'seed'],
    [{ seed: 101 }, 'seed'],
    [{ results: 5 }, 'results'],
    [{ size: '32x512' }, 'size'],
    [{ size: '4096x4096' }, 'size'],
    [{ size: '100x100' }, 'size'],
    [{ advanced: { [card.id]: { mode: 'b' } } }, 'advanced'],
  ])('refuses %j beside the control', (settings, field) => {
    expect(codes(withSettings(settings))).toEqual([['setting_out_of_range', field]])
  })

  it('checks each value of a sweep', () => {
    expect(codes(createRunRequest({ sweep: { guidance: [5, 11] } }))).toEqual([
      ['setting_out_of_range', 'guidance'],
    ])
  })

  it('refuses more edits than one run may make, before it lists them', () => {
    const values = Array.from({ length: 36 }, (_, index) => index + 1)
    const sweep = { guidance: values.slice(0, 10), seed: values }
    expect(codes(createRunRequest({ sweep }))).toEqual([])
    expect(codes(createRunRequest({ sweep, settings: { ...DEFAULT_RUN_SETTINGS, results: 2 } }))).toEqual([
      ['too_many_edits', 'models'],
    ])
    const variables = Object.fromEntries([...'abcdefgh'].map((name) => [name, values.map(String)]))
    expect(codes(createRunRequest({ prompt: '{a}{b}{c}{d}{e}{f}{g}{h}', variables }))).toEqual([
      ['too_many_edits', 'models'],
    ])
    expect(messageOf('too_many_edits')).toContain(String(MAX_RUN_EDITS))
  })

  it('lets a named size of another model pass: this one uses its own default', () => {
    expect(codes(withSettings({ size: 'square_hd' }))).toEqual([])
  })
})
