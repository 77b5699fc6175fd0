import { describe, expect, it } from 'vitest'
import { findModel, MODELS } from '@/lib/models/catalogue'
import { inputLimitsOf, maxInputsOf } from '@/lib/models/input-limits'

describe('the catalogue', () => {
  it('has the models of the product under their fixed names', () => {
    const names = MODELS.map(({ name }) => name)
    expect(names.slice(0, 3)).toEqual(['Local engine', 'Seedream v4 Edit (AIML)', 'SeedEdit 3.0 (Pixazo)'])
    expect(names.slice(-2)).toEqual(['SeedEdit 3.0 (AIML)', 'Seedream 3.0 (AIML)'])
    expect(names.slice(1).every((name) => /\((AIML|Pixazo)\)$/.test(name))).toBe(true)
    expect(new Set(names).size).toBe(names.length)
  })

  it('names each model once, by an id that begins with its provider', () => {
    expect(new Set(MODELS.map(({ id }) => id)).size).toBe(MODELS.length)
    for (const { id, provider } of MODELS) expect(id.startsWith(`${provider}/`)).toBe(true)
  })

  it('says for every cloud model how its request is written, and where that is known from', () => {
    for (const { provider, wire, source, inputs } of MODELS.filter((card) => card.provider !== 'local')) {
      expect(wire?.path, provider).toMatch(/^\//)
      expect(source.name.length).toBeGreaterThan(10)
      if (inputs.max > 0) expect(wire?.fields.image).toBeDefined()
    }
  })

  it('replaces a model by one that exists', () => {
    for (const { lifecycle } of MODELS)
      if (lifecycle.replacedBy) expect(findModel(lifecycle.replacedBy)?.lifecycle.status).toBe('live')
  })

  it('has a field for every common control but repeated results, and a control for every field', () => {
    for (const { id, settings, wire } of MODELS.filter((card) => card.wire)) {
      const { image: _, ...fields } = wire?.fields ?? {}
      const sent = Object.keys(settings).filter((name) => name !== 'results' || settings.results?.oneRequest)
      expect(sent.sort(), id).toEqual(Object.keys(fields).sort())
    }
  })
})

describe('the limits of inputs', () => {
  const seedEdit = findModel('aiml/bytedance-seededit-3.0-i2i')!

  it('are wider while a form with a list is on', () => {
    expect(maxInputsOf(seedEdit)).toBe(1)
    expect(maxInputsOf(seedEdit, { image_list: true })).toBe(16)
    expect(maxInputsOf(seedEdit, { image_list: false })).toBe(1)
  })

  it('share what one request may carry', () => {
    expect(inputLimitsOf(seedEdit, 1).maxBytes).toBe(10_000_000)
    expect(inputLimitsOf(seedEdit, 16).maxBytes).toBe(1_250_000)
  })
})
