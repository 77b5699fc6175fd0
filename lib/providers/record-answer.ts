import type { Json } from '@/lib/providers/contract'
import { objectOf } from '@/lib/providers/json'
import type { Redact } from '@/lib/providers/redaction'

const MAX_DEPTH = 12
const MAX_ENTRIES = 200
const MAX_TEXT = 4000
const PICTURE_FIELDS = ['b64_json', 'image_base64', 'base64', 'b64']

/** Headers worth keeping with an attempt. */
const KEPT_HEADERS = [
  'x-inference-id',
  'x-request-id',
  'x-client-request-id',
  'x-aimlapi-credits-used',
  'x-aimlapi-usd-spent',
  'retry-after',
  'content-type',
]

type Answer = {
  status: number
  headers: Record<string, string>
  json: Json | undefined
  text: string
  findLong(mark: string): { length: number } | undefined
}

/** What is kept of an answer: everything but its pictures, small enough for a record, the key taken out. */
export function recordAnswer(answer: Answer, redact: Redact): { [key: string]: Json } {
  const headers = Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = answer.headers[name]
      return value === undefined ? [] : [[name, redact(value)]]
    }),
  )
  const shrink = (value: Json, depth: number, name: string): Json => {
    if (typeof value === 'string') return shrinkText(value, name)
    if (value === null || typeof value !== 'object') return value
    if (depth >= MAX_DEPTH) return '[deeper]'
    if (Array.isArray(value))
      return value.slice(0, MAX_ENTRIES).map((entry) => shrink(entry, depth + 1, name))
    return Object.fromEntries(
      Object.entries(objectOf(value) ?? {})
        .slice(0, MAX_ENTRIES)
        .map(([key, entry]) => [redact(key), shrink(entry, depth + 1, key)]),
    )
  }
  const shrinkText = (text: string, name: string): string => {
    const long = answer.findLong(text)
    if (long) return `[${long.length} characters]`
    if (PICTURE_FIELDS.includes(name) || text.startsWith('data:')) return `[${text.length} characters]`
    const safe = redact(text)
    return safe.length > MAX_TEXT ? `${safe.slice(0, MAX_TEXT)}…` : safe
  }
  const body = answer.json === undefined ? shrinkText(answer.text, '') : shrink(answer.json, 0, '')
  return { status: answer.status, headers, body }
}
