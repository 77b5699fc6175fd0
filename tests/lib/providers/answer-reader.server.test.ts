import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { MAX_ANSWER_BYTES, MAX_JSON_BYTES, readAnswer } from '@/lib/providers/answer-reader.server'
import { fieldOf, textOf } from '@/lib/providers/json'

async function* cut(text: string | Buffer, pieceBytes: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

const longOf = async (body: string, pieceBytes = 16_384) => {
  const answer = await readAnswer(cut(body, pieceBytes))
  const mark = textOf(fieldOf(answer.json, 'image')) ?? ''
  return answer.findLong(mark)
}

describe('reading an answer', () => {
  it('parses an ordinary body, wherever it is cut', async () => {
    const body = { text: 'a "quoted" \\ word \u00e9 \u{1f600}', list: [1, null, { deep: true }] }
    for (const pieceBytes of [1, 2, 3, 7, 1000])
      expect((await readAnswer(cut(JSON.stringify(body), pieceBytes))).json).toEqual(body)
  })

  it('decodes a long string of base64 to the same bytes, wherever it is cut', async () => {
    const bytes = randomBytes(300_001)
    for (const pieceBytes of [1021, 4096, 65_536, 1_000_000]) {
      const long = await longOf(JSON.stringify({ image: bytes.toString('base64') }), pieceBytes)
      expect(long?.bytes?.equals(bytes)).toBe(true)
    }
  })

  it('understands a data prefix, line breaks, escapes and missing padding', async () => {
    const bytes = randomBytes(100_000)
    const base64 = bytes.toString('base64')
    const forms = [
      `data:image/png;base64,${base64}`,
      base64.replace(/.{76}/g, '$&\\r\\n'),
      base64.replaceAll('/', '\\/'),
      base64.replaceAll('+', '\\u002B').replaceAll('=', '\\u003d'),
      base64.replace(/=+$/, ''),
    ]
    for (const form of forms)
      for (const pieceBytes of [997, 65_536])
        expect((await longOf(`{"image":"${form}"}`, pieceBytes))?.bytes?.equals(bytes)).toBe(true)
  })

  it('says so when a long string is no base64', async () => {
    expect((await longOf(JSON.stringify({ image: '<html>'.repeat(20_000) })))?.bytes).toBeUndefined()
    expect((await longOf(JSON.stringify({ image: `${'A'.repeat(80_000)}=A` })))?.bytes).toBeUndefined()
    expect((await longOf(JSON.stringify({ image: 'A'.repeat(80_001) })))?.bytes).toBeUndefined()
  })

  it('keeps a mark that the vendor wrote itself as text', async () => {
    const answer = await readAnswer(cut('{"image":"00000000-0000-4000-8000-000000000000:0"}', 100))
    expect(answer.findLong(textOf(fieldOf(answer.json, 'image')) ?? '')).toBeUndefined()
  })

  it('has no JSON for garbage, NaN, HTML, nothing and a cut body', async () => {
    for (const body of ['garbage', '{"a":NaN}', '<html></html>', '', '{"data":[{"b64_json":"AAAA'])
      expect((await readAnswer(cut(body, 10))).json).toBeUndefined()
  })

  it('survives 10,000 nested lists', async () => {
    const answer = await readAnswer(cut(`${'['.repeat(10_000)}${']'.repeat(10_000)}`, 1000))
    expect(Array.isArray(answer.json)).toBe(true)
  })

  it('lets others have their turn while a large answer comes in', async () => {
    async function* pieces() {
      yield Buffer.from('{"b64_json":"')
      for (let piece = 0; piece < 160; piece += 1) yield Buffer.alloc(64_000, 'A')
      yield Buffer.from('"}')
    }
    let turns = 0
    const count = () => {
      turns += 1
      timer = setImmediate(count)
    }
    let timer = setImmediate(count)
    await readAnswer(pieces())
    clearImmediate(timer)
    expect(turns).toBeGreaterThanOrEqual(10)
  })

  it('stops at its caps and reads no further', async () => {
    let pulled = 0
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from('{"data":[{"b64_json":"')
      for (;;) {
        pulled += 1_048_576
        yield Buffer.alloc(1_048_576, 'A')
      }
    }
    const answer = await readAnswer(endless())
    expect(answer).toMatchObject({ tooLarge: true, json: undefined })
    expect(pulled).toBeLessThan(MAX_ANSWER_BYTES + 2_000_000)
    const wordy = await readAnswer(cut(`[${'"word",'.repeat(MAX_JSON_BYTES / 7 + 1)}1]`, 65_536))
    expect(wordy).toMatchObject({ tooLarge: true, json: undefined })
  })
})
