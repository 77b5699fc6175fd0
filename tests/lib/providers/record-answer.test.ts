import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/providers/contract'
import { recordAnswer } from '@/lib/providers/record-answer'
import { createRedact } from '@/lib/providers/redaction'

const record = (json: Json | undefined, text = '', headers: Record<string, string> = {}) =>
  recordAnswer(
    { status: 200, headers, json, text, findLong: (mark) => (mark === 'MARK' ? { length: 9 } : undefined) },
    createRedact('sk-secret'),
  )

describe('what is kept of an answer', () => {
  it('is everything but its pictures', () => {
    const json: Json = {
      created: 1,
      data: [{ b64_json: 'AAAA' }, { url: 'data:image/png;base64,AA' }, { url: 'MARK' }],
      seed: 7,
    }
    expect(record(json).body).toEqual({
      created: 1,
      data: [{ b64_json: '[4 characters]' }, { url: '[24 characters]' }, { url: '[9 characters]' }],
      seed: 7,
    })
  })

  it('has no key, in texts, names, headers and pages', () => {
    const kept = record({ 'sk-secret': ['Bearer sk-secret'] }, '', {
      'x-request-id': 'sk-secret',
      cookie: 'a',
    })
    expect(JSON.stringify(kept)).not.toContain('sk-secret')
    expect(kept.headers).toEqual({ 'x-request-id': '[key]' })
    expect(record(undefined, '<html>sk-secret</html>').body).toBe('<html>[key]</html>')
  })

  it('is small, however large and deep the answer was', () => {
    let deep: Json = 'end'
    for (let depth = 0; depth < 50_000; depth += 1) deep = [deep]
    expect(JSON.stringify(record(deep)).length).toBeLessThan(200)
    expect(JSON.stringify(record({ text: 'x'.repeat(100_000) })).length).toBeLessThan(5000)
  })
})
