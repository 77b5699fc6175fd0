import { describe, expect, it } from 'vitest'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { findModel } from '@/lib/models/catalogue'
import {
  commonRange,
  commonSizes,
  describeSettings,
  describeUsers,
} from '@/lib/studio/composer/common-settings'

const local = findModel('local/engine')!
const seedEdit = findModel('aiml/bytedance-seededit-3.0-i2i')!
const seedream = findModel('aiml/bytedance-seedream-v4-edit')!

describe('who uses a control', () => {
  it('is said where the chosen models differ', () => {
    expect(describeUsers([local, seedEdit, seedream], 'guidance')).toBe(
      'Local and SeedEdit 3.0 use it; Seedream v4 has none',
    )
  })
  it('goes without saying where they agree', () => {
    expect(describeUsers([local, seedEdit], 'guidance')).toBeUndefined()
    expect(describeUsers([seedream], 'guidance')).toBeUndefined()
  })
})

it('takes the range that all of them share', () => {
  const ranges = [
    { min: 1, max: 10, step: 0.1 },
    { min: 0, max: 8, step: 0.5 },
  ]
  expect(commonRange(ranges)).toEqual({ min: 1, max: 8, step: 0.1 })
})

it('takes the first range when they share none', () => {
  expect(
    commonRange([
      { min: 1, max: 2 },
      { min: 5, max: 9 },
    ]),
  ).toEqual({ min: 1, max: 2, step: 1 })
})

it('lists each named size once', () => {
  const sizes = commonSizes([local, seedream]).map((option) => option.value)
  expect(new Set(sizes).size).toBe(sizes.length)
  expect(sizes[0]).toBe('auto')
})

it('says the settings in a few words', () => {
  expect(describeSettings([local], { ...DEFAULT_RUN_SETTINGS, seed: 42 })).toBe(
    'guidance 5.5 · seed 42 · as the instruction leaves it',
  )
  const sweep = { guidance: '1..9 step 2', seed: null }
  expect(describeSettings([local], DEFAULT_RUN_SETTINGS, sweep)).toBe(
    'guidance 1..9 step 2 · random seed · as the instruction leaves it',
  )
})
