import { describe, expect, it } from 'vitest'
import type { Recipe } from '@/lib/edits/recipe'
import { compareSettings } from '@/lib/history/settings-difference'
import { MODELS } from '@/lib/models/catalogue'
import { imageIdOf } from '@/tests/support/node-views'

const recipe = (change: Partial<Recipe> = {}): Recipe => ({
  version: 1,
  prompt: 'x',
  modelId: 'local/engine',
  inputs: [{ imageId: imageIdOf('cat'), name: 'cat.jpg' }],
  settings: { guidance: 5.5, seed: 1, watermark: false, size: '1024x682', advanced: {} },
  ...change,
})

const findCard = (id: string) => MODELS.find((card) => card.id === id)

describe('compareSettings', () => {
  it('names only what differs and lists the rest', () => {
    const other = recipe({ settings: { ...recipe().settings, seed: 2 } })
    const { different, same } = compareSettings(recipe(), other, findCard)
    expect(different).toEqual([{ name: 'Seed', a: '1', b: '2' }])
    expect(same).toEqual(['model', 'guidance', 'size', 'watermark', 'inputs'])
  })

  it('says none where a model lacks the setting', () => {
    const other = recipe({ modelId: 'elsewhere/model', settings: { size: '2048x1364', advanced: {} } })
    const { different } = compareSettings(recipe(), other, findCard)
    expect(different).toContainEqual({ name: 'Model', a: 'Local', b: 'elsewhere/model' })
    expect(different).toContainEqual({ name: 'Guidance', a: '5.5', b: 'none' })
    expect(different).toContainEqual({ name: 'Size', a: '1024 × 682', b: '2048 × 1364' })
  })

  it('uses the words under which the settings were chosen', () => {
    const modelId = 'aiml/bytedance-seedream-v4-edit'
    const chosen = (size: string, isInline: boolean) =>
      recipe({ modelId, settings: { size, advanced: { sync_mode: isInline, gone_with_time: 1 } } })
    const { different, same } = compareSettings(chosen('input', true), chosen('square_hd', false), findCard)
    expect(different).toEqual([
      { name: 'Size', a: 'Like the photo', b: 'Square HD' },
      { name: 'Answer inline (sync_mode)', a: 'on', b: 'off' },
    ])
    expect(same).toContain('gone with time')
  })

  it('names what a composite was made with', () => {
    const made = (featherPx: number) =>
      recipe({ modelId: 'local/composite', settings: { advanced: { featherPx, matchColour: true } } })
    const { different, same } = compareSettings(made(3), made(12), findCard)
    expect(different).toEqual([{ name: 'Feather', a: '3', b: '12' }])
    expect(same).toContain('match colour')
  })
})
