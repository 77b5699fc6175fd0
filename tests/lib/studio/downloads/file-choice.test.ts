import { expect, it } from 'vitest'
import { qualityOf } from '@/lib/studio/downloads/download.client'
import { FIRST_CHOICE, parseFileChoice } from '@/lib/studio/downloads/file-choice'

it('a choice that was kept is read back', () => {
  expect(parseFileChoice('jpeg 80')).toEqual({ format: 'jpeg', quality: 80 })
})

it('what is no choice is left for the first one', () => {
  for (const kept of [null, '', 'gif 80', 'jpeg', 'jpeg 0', 'jpeg 101', 'jpeg 8.5', 'jpeg x'])
    expect(parseFileChoice(kept)).toEqual(FIRST_CHOICE)
})

it('a quality is asked for only where it was chosen and something can be lost', () => {
  expect(qualityOf({ format: 'jpeg', quality: 80 })).toBe(80)
  expect(qualityOf({ format: 'png', quality: 80 })).toBeUndefined()
  expect(qualityOf({ ...FIRST_CHOICE, format: 'webp' })).toBeUndefined()
})
