import { describe, expect, it } from 'vitest'
import { comparePrompts, isRewording } from '@/lib/history/prompt-difference'

const show = (before: string, after: string) =>
  comparePrompts(before, after).parts.map(({ kind, words }) => `${kind}: ${words.join(' ')}`)

describe('comparePrompts', () => {
  it('keeps what both share and names what went and what came', () => {
    expect(show('golden grass, soft light', 'golden grass, warm evening sky')).toEqual([
      'same: golden grass,',
      'removed: soft light',
      'added: warm evening sky',
    ])
  })

  it('counts words', () => {
    expect(comparePrompts('golden grass, soft light', 'golden grass, warm evening sky')).toMatchObject({
      added: 3,
      removed: 2,
    })
  })

  it('finds the longest common words when some are moved', () => {
    expect(show('a b c d e', 'b c d a e')).toEqual(['removed: a', 'same: b c d', 'added: a', 'same: e'])
  })

  it('sees nothing between equal prompts but spacing', () => {
    expect(show('make it  blue', ' make it blue')).toEqual(['same: make it blue'])
    expect(comparePrompts('', '')).toEqual({ parts: [], added: 0, removed: 0 })
  })

  it('takes an empty side as all added or all removed', () => {
    expect(show('', 'make it blue')).toEqual(['added: make it blue'])
    expect(show('make it blue', '')).toEqual(['removed: make it blue'])
  })

  it('gives up word by word for texts that are far too long', () => {
    const long = Array.from({ length: 2001 }, (_, index) => `w${index}`).join(' ')
    expect(comparePrompts(long, `${long} more`)).toMatchObject({ added: 2002, removed: 2001 })
  })
})

describe('isRewording', () => {
  const judge = (before: string, after: string) => isRewording(comparePrompts(before, after))

  it('holds where most words stayed', () => {
    expect(judge('warm evening light', 'warm morning light')).toBe(true)
    expect(judge('make the sky blue', 'make the sky a deep blue')).toBe(true)
    expect(judge('sepia', 'sepia')).toBe(true)
  })

  it('does not hold between instructions that share but small words', () => {
    expect(judge('a little brighter', 'add a vignette')).toBe(false)
    expect(judge('remove the dog on the left', 'blur the sky on the right')).toBe(false)
    expect(judge('', '')).toBe(false)
  })
})
