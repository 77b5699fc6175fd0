import { describe, expect, it } from 'vitest'
import type { Recipe } from '@/lib/edits/recipe'
import { compareSettings } from '@/lib/history/settings-difference'
import { imageIdOf } from '@/tests/support/node-views'

const recipe = (change: Partial<Recipe> = {}): Recipe => ({
  version: 1,
  prompt: 'x',
  modelId: 'local/engine',
  inputs: [{ imageId: imageIdOf('cat'), name: 'cat.jpg' }],
  settings: { guidance: 5.5, seed: 1, watermark: false, size: '1024x682', advanced: {} },
  ...change,
})

const nameOfModel = (id: string) => (id === 'local/engine' ? 'Local' : id)

describe('compareSettings', () => {
  it('names only what differs and lists the rest', () => {
    const other = recipe({ settings: { ...recipe().settings, seed: 2 } })
    const { different, same } = compareSettings(recipe(), other, nameOfModel)
    expect(different).toEqual([{ name: 'Seed', a: '1', b: '2' }])
    expect(same).toEqual(['model', 'guidance', 'size', 'watermark', 'inputs'])
  })

  it('says none where a model lacks the setting', () => {
    const other = recipe({ modelId: 'elsewhere/model', settings: { size: '2048x1364', advanced: {} } })
    const { different } = compareSettings(recipe(), other, nameOfModel)
    expect(different).toContainEqual({ name: 'Model', a: 'Local', b: 'elsewhere/model' })
    expect(different).toContainEqual({ name: 'Guidance', a: '5.5', b: 'none' })
    expect(different).toContainEqual({ name: 'Size', a: '1024 × 682', b: '2048 × 1364' })
  })
})
