import { expect, it } from 'vitest'
import { settingsFor } from '@/lib/edits/settings-for-model'
import { findModel } from '@/lib/models/catalogue'

const id = 'aiml/bytedance-seedream-v4-edit'
const asked = { guidance: 5.5, seed: null, watermark: true, size: 'input', results: 1 }

it('a recipe says of a locked setting what is sent, whatever was asked', () => {
  const advanced = { [id]: { enable_safety_checker: false, sync_mode: true, of_another_model: 1 } }
  expect(settingsFor(findModel(id)!, { ...asked, advanced })).toEqual({
    size: 'input',
    advanced: { enable_safety_checker: true, sync_mode: true },
  })
})
