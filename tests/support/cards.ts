import { type ModelCard, type ModelCardInput, modelCardSchema } from '@/lib/models/card'

/** A made-up model for tests; what is given replaces the plain default. */
export function createCard(given: Partial<ModelCardInput> = {}): ModelCard {
  return modelCardSchema.parse({
    id: 'aiml/test/model',
    provider: 'aiml',
    remoteId: 'test/model',
    name: 'Test model (AIML)',
    shortName: 'Test model',
    summary: 'A model that exists only in tests.',
    inputs: { min: 1, max: 1, formats: ['png', 'jpeg'], maxBytes: 10_000_000 },
    promptMaxLength: 100,
    settings: {},
    lifecycle: { status: 'live' },
    source: { name: 'tests', readOn: '2026-11-21' },
    ...given,
  })
}
