import { describe, expect, it } from 'vitest'
import { readWords, withoutWords } from '@/lib/providers/sandbox/prompt-words'

describe('the words for the sandbox in a prompt', () => {
  it('are read with their options, in order', () => {
    expect(readWords('make it red [fail:429 retry-after=7 times=1] now [delay:2000]')).toEqual([
      { name: 'fail', value: '429', options: { 'retry-after': '7', times: '1' } },
      { name: 'delay', value: '2000', options: {} },
    ])
  })

  it('leave other brackets alone', () => {
    expect(readWords('add the text [hello:world] and [fail]')).toEqual([])
  })

  it('are not part of the instruction', () => {
    expect(withoutWords('make it [answer:b64] red [result:late times=2]')).toBe('make it red')
  })
})
