import { describe, expect, it } from 'vitest'
import { createRedact } from '@/lib/providers/redaction'

describe('taking a key out of a text', () => {
  const key = 'sk-a+b/c=42'
  const redact = createRedact(key)

  it('finds it plain, percent-encoded and in base64, every time', () => {
    const text = `${key} ${encodeURIComponent(key)} Basic ${btoa(`:${key}`)} ${btoa(key)} ${key}`
    expect(redact(text)).toBe('[key] [key] Basic [key] [key] [key]')
  })

  it('leaves everything else alone, also without a key', () => {
    expect(redact('an ordinary sentence')).toBe('an ordinary sentence')
    expect(createRedact('')('Og== stays')).toBe('Og== stays')
  })
})
