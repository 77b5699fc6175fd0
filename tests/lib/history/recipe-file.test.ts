import { describe, expect, it } from 'vitest'
import type { Recipe } from '@/lib/edits/recipe'
import { fromRecipeText, RECIPE_TEXT_MAX_LENGTH, toRecipeText } from '@/lib/history/recipe-file'
import { imageIdOf } from '@/tests/support/node-views'

const asked: Recipe = {
  version: 1,
  prompt: 'make it "warmer" <please> & söft 🌅',
  modelId: 'local/engine',
  inputs: [{ imageId: imageIdOf('cat'), name: 'cat.jpg' }],
  settings: { guidance: 5.5, advanced: {} },
}
const made = { imageId: imageIdOf('result'), seed: 4417 }

describe('the recipe in a file', () => {
  it('comes back as it went, with the seed that was used', () => {
    const file = fromRecipeText(toRecipeText(asked, { ...made, engineVersion: '3' }))
    expect(file?.imageId).toBe(made.imageId)
    expect(file?.recipe).toEqual({
      ...asked,
      settings: { ...asked.settings, seed: 4417 },
      engineVersion: '3',
    })
  })

  it('is the same text whatever order its fields were kept in', () => {
    const { settings, inputs, modelId, prompt, version } = asked
    const turned = { settings, modelId, inputs, version, prompt }
    expect(toRecipeText(turned, made)).toBe(toRecipeText(asked, made))
  })

  it('names no folder', () => {
    const inputs = ['/home/ada/secret/cat.jpg', 'C:\\Users\\ada\\cat.jpg'].map((name) => ({
      imageId: imageIdOf(name),
      name,
    }))
    expect(toRecipeText({ ...asked, inputs }, made)).not.toMatch(/ada|home|Users/)
  })

  it.each([
    ['no JSON', '{'],
    ['another JSON', '{"prompt":"x"}'],
    ['a newer version', toRecipeText(asked, made).replace('"version":1', '"version":2')],
    ['a text without end', `{"a":"${'x'.repeat(RECIPE_TEXT_MAX_LENGTH)}"}`],
  ])('is not read from %s', (_what, text) => {
    expect(fromRecipeText(text)).toBeUndefined()
  })
})
