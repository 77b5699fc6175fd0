import { describe, expect, it } from 'vitest'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { planEdits } from '@/lib/edits/run-plan'
import { countEdits } from '@/lib/edits/run-size'
import { createCard } from '@/tests/support/cards'
import { createInput, createRunRequest } from '@/tests/support/run-requests'

const cards = [
  createCard({ id: 'a', settings: { seed: { kind: 'seed', min: 1, max: 100 } } }),
  createCard({
    id: 'b',
    inputs: { min: 0, max: 0, formats: [], maxBytes: 0 },
    settings: {
      guidance: { kind: 'range', min: 1, max: 10, step: 0.5, default: 5 },
      results: { kind: 'count', min: 1, max: 3, default: 1, oneRequest: true },
    },
  }),
  createCard({ id: 'c', inputs: { min: 1, max: 2, formats: ['png'], maxBytes: 1 } }),
]
const inputs = ['1', '2', '3'].map((digit) => createInput(digit))
const variables = { colour: ['red', 'blue'], thing: ['cup', 'hat', 'car'], unused: ['x', 'y'] }

describe('countEdits', () => {
  it.each([
    ['a plain run', {}],
    ['one edit for each input', { inputs, inputMode: 'each' as const }],
    ['the primary alone', { inputs }],
    ['several results', { settings: { ...DEFAULT_RUN_SETTINGS, results: 5 } }],
    ['a sweep of both axes', { sweep: { guidance: [2, 4], seed: [7, 8, 9] } }],
    ['variables', { prompt: 'a {colour} {thing} and {nothing}', variables }],
    [
      'everything',
      { inputs, inputMode: 'each' as const, sweep: { seed: [1, 2] }, prompt: '{thing}', variables },
    ],
  ])('multiplies to what the plan lists: %s', (_what, given) => {
    const request = createRunRequest(given)
    expect(countEdits(request, cards)).toBe(planEdits(request, cards).length)
  })
})
