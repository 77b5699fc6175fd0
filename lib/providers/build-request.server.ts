import 'server-only'
import { createHash } from 'node:crypto'
import { MIME_TYPES } from '@/lib/images/limits'
import type { ModelCard } from '@/lib/models/card'
import type { BuiltRequest, Json, PreparedInput, ProviderJob } from '@/lib/providers/contract'
import type { RequestBody } from '@/lib/providers/request-body.server'
import { type RequestFields, requireWire, toRequestFields } from '@/lib/providers/request-fields'

/** A request that only lacks the key. */
export type Outgoing = {
  card: ModelCard
  path: string
  body: RequestBody
  clientRequestId: string
  /** What was asked for, to judge the answer by. */
  results: number
  seed: number | undefined
}

/** The exact request of a job; nothing of it depends on anything but the job. */
export function buildRequest(job: ProviderJob): BuiltRequest<Outgoing> {
  const wire = requireWire(job.card)
  const request = toRequestFields(job)
  const { path, encoding } = wire
  const inputs = job.inputs.map(describeInput)
  const sent = { method: 'POST', path, encoding, body: describeBody(request), inputs }
  const hash = createHash('sha256').update(JSON.stringify(sent)).digest('hex')
  const body = wire.encoding === 'json' ? jsonBody(request) : multipartBody(request, hash)
  const { card, clientRequestId, results, settings } = job
  return {
    transport: { card, path: wire.path, body, clientRequestId, results, seed: settings.seed },
    sent,
    hash,
  }
}

/** The body as it is kept: each picture is named by the hash of its bytes, which stand for it. */
function describeBody({ fields, pictures, mask }: RequestFields): { [key: string]: Json } {
  const named = pictures?.inputs.map(describePicture) ?? []
  return {
    ...fields,
    ...(pictures && { [pictures.field]: pictures.list ? named : (named[0] ?? null) }),
    ...(mask && { mask: describePicture(mask) }),
  }
}

/** What became of an input before it was sent. */
const describeInput = ({ imageId, sentHash, format, width, height, changes }: PreparedInput): Json => ({
  image: imageId,
  sent: sentHash,
  format,
  width,
  height,
  changes,
})

const describePicture = (input: PreparedInput): string =>
  `data:${MIME_TYPES[input.format]};sha256,${input.sentHash}`

function jsonBody({ fields, pictures }: RequestFields): RequestBody {
  const parts: RequestBody['parts'] = [JSON.stringify(fields).slice(0, -1)]
  if (pictures) {
    parts.push(`,${JSON.stringify(pictures.field)}:${pictures.list ? '[' : ''}`)
    pictures.inputs.forEach((input, index) => {
      parts.push(
        `${index > 0 ? ',' : ''}"data:${MIME_TYPES[input.format]};base64,`,
        { bytes: input.bytes, as: 'base64' },
        '"',
      )
    })
    if (pictures.list) parts.push(']')
  }
  parts.push('}')
  return { contentType: 'application/json', parts }
}

/** The boundary is the request's own hash: the same request is the same bytes, and no picture contains it. */
function multipartBody({ fields, pictures, mask }: RequestFields, hash: string): RequestBody {
  const boundary = `afterimage-${hash.slice(0, 40)}`
  const parts: RequestBody['parts'] = []
  const open = (disposition: string, type = '') =>
    parts.push(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${type}\r\n`)
  for (const [name, value] of Object.entries(fields)) {
    open(`name="${name}"`)
    parts.push(`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\r\n`)
  }
  const file = (name: string, input: PreparedInput, index: number) => {
    const ending = input.format === 'jpeg' ? 'jpg' : input.format
    open(`name="${name}"; filename="${index + 1}.${ending}"`, `Content-Type: ${MIME_TYPES[input.format]}\r\n`)
    parts.push({ bytes: input.bytes, as: 'raw' }, '\r\n')
  }
  pictures?.inputs.forEach((input, index) => {
    file(pictures.field, input, index)
  })
  if (mask) file('mask', mask, 0)
  parts.push(`--${boundary}--\r\n`)
  return { contentType: `multipart/form-data; boundary=${boundary}`, parts }
}
