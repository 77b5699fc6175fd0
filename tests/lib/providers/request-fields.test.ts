import { beforeAll, describe, expect, it } from 'vitest'
import { MODELS } from '@/lib/models/catalogue'
import type { PreparedInput, ProviderJob } from '@/lib/providers/contract'
import { toRequestFields } from '@/lib/providers/request-fields'
import { createInput, createJob } from '../../support/provider-job'

const SEEDEDIT = 'aiml/bytedance-seededit-3.0-i2i'
const SEEDREAM_3 = 'aiml/bytedance-seedream-3.0'
const V4 = 'aiml/bytedance-seedream-v4-edit'
let input: PreparedInput

beforeAll(async () => {
  input = await createInput()
})

const fieldsOf = (modelId: string, job: Partial<ProviderJob> = {}) =>
  toRequestFields(createJob(modelId, job)).fields
const codeOf = (modelId: string, job: Partial<ProviderJob>) => {
  try {
    fieldsOf(modelId, job)
    return undefined
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('the fields of a request', () => {
  it('are those of Seedream 3.0, which takes no picture', () => {
    const settings = {
      guidance: 10,
      seed: 2_147_483_647,
      watermark: true,
      size: '1888x301',
      advanced: { response_format: 'b64_json' },
    }
    expect(toRequestFields(createJob(SEEDREAM_3, { settings }))).toEqual({
      fields: {
        model: 'bytedance/seedream-3.0',
        prompt: 'make the sky red',
        guidance_scale: 10,
        seed: 2_147_483_647,
        watermark: true,
        size: '1888x301',
        response_format: 'b64_json',
      },
    })
    expect(fieldsOf(SEEDREAM_3)).toMatchObject({ guidance_scale: 2.5, watermark: false, size: '1024x1024' })
  })

  it('are those of Seedream v4 Edit: a list of pictures, presets or sides, no guidance, no watermark', () => {
    const settings = {
      guidance: 3,
      watermark: true,
      seed: 1,
      size: 'landscape_16_9',
      advanced: { sync_mode: true },
    }
    const request = toRequestFields(createJob(V4, { inputs: Array(10).fill(input), settings, results: 4 }))
    expect(request.fields).toEqual({
      model: 'bytedance/seedream-v4-edit',
      prompt: 'make the sky red',
      seed: 1,
      num_images: 4,
      image_size: 'landscape_16_9',
      sync_mode: true,
      enable_safety_checker: true,
    })
    expect(request.pictures).toMatchObject({ field: 'image_urls', list: true })
    expect(
      fieldsOf(V4, { inputs: [input], settings: { size: '1024x4096', advanced: {} } }).image_size,
    ).toEqual({
      width: 1024,
      height: 4096,
    })
  })

  it('ask for the shape of the photo by themselves', () => {
    expect(fieldsOf(V4, { inputs: [{ ...input, width: 3000, height: 2000 }] }).image_size).toEqual({
      width: 3000,
      height: 2000,
    })
    expect(fieldsOf(V4, { inputs: [input] }).image_size).toEqual({ width: 1536, height: 1024 })
    expect(fieldsOf('aiml/bytedance-seedream-4-5')).not.toHaveProperty('image_size')
  })

  it('always have the safety checker on', () => {
    const settings = { advanced: { enable_safety_checker: false } }
    expect(fieldsOf(V4, { inputs: [input], settings }).enable_safety_checker).toBe(true)
  })

  it('can take the forms of SeedEdit that were withdrawn, when they are switched on', () => {
    const settings = { advanced: { image_list: true, size: '1024x1024' } }
    const request = toRequestFields(createJob(SEEDEDIT, { inputs: Array(16).fill(input), settings }))
    expect(request.pictures).toMatchObject({ field: 'image', list: true })
    expect(request.fields).toMatchObject({ size: '1024x1024' })
    expect(request.fields).not.toHaveProperty('image_list')
    expect(toRequestFields(createJob(SEEDEDIT, { inputs: [input] })).pictures?.list).toBe(false)
    const small = { advanced: { size: '500x500' } }
    expect(codeOf(SEEDEDIT, { inputs: [input], settings: small })).toBe('setting_out_of_range')
  })

  it('leave out a seed that was not drawn, and anything that the card does not have', () => {
    const settings = { format: 'png', advanced: { evil: 'x', n: 4 } }
    expect(Object.keys(fieldsOf(SEEDEDIT, { inputs: [input], settings }))).toEqual([
      'model',
      'prompt',
      'guidance_scale',
      'watermark',
      'response_format',
      'size',
    ])
  })

  it('keep within the limits of every card', () => {
    expect(codeOf(SEEDEDIT, {})).toBe('input_missing')
    expect(codeOf(SEEDEDIT, { inputs: [input, input] })).toBe('too_many_inputs')
    expect(codeOf(V4, { inputs: Array(11).fill(input) })).toBe('too_many_inputs')
    expect(codeOf(SEEDREAM_3, { inputs: [input] })).toBe('too_many_inputs')
    expect(codeOf(V4, { inputs: [input], prompt: 'x'.repeat(4001) })).toBe('prompt_too_long')
    expect(codeOf(V4, { inputs: [input], prompt: ' ' })).toBe('prompt_missing')
    expect(codeOf(V4, { inputs: [input], results: 5 })).toBe('setting_out_of_range')
    for (const settings of [{ guidance: 0.9 }, { guidance: 10.1 }, { seed: 0 }, { seed: 1.5 }])
      expect(codeOf(SEEDEDIT, { inputs: [input], settings: { ...settings, advanced: {} } })).toBe(
        'setting_out_of_range',
      )
    expect(codeOf(SEEDREAM_3, { settings: { size: '511x511', advanced: {} } })).toBe('setting_out_of_range')
    expect(codeOf('local/engine', { inputs: [input] })).toBe('model_unavailable')
  })

  it('always carry watermark and guidance where a model has them', () => {
    for (const card of MODELS.filter((each) => each.wire)) {
      const inputs = card.inputs.min > 0 ? [input] : []
      const fields = fieldsOf(card.id, { inputs })
      for (const name of ['watermark', 'guidance'] as const) {
        const field = card.wire?.fields[name]
        if (field) expect(fields).toHaveProperty(field, card.settings[name]?.default)
      }
    }
  })
})
