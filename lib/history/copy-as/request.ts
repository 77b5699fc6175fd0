import { FILE_ENDINGS } from '@/lib/images/limits'

/** A request as it went out, ready to be written in some language. */

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** A picture of the request: the file that stands for it, and what was done to the photo before it was sent. */
export type SentFile = { name: string; type: string; note: string }

export type CopyRequest = {
  address: string
  encoding: 'json' | 'multipart'
  /** In the place of each picture stands its `SentFile`. */
  body: { [field: string]: CopyValue }
  keyVariable: string
  /** What stands before and behind the key in its header. */
  keyHeader: { name: string; prefix: string }
  headers: Record<string, string>
  files: SentFile[]
}
export type CopyValue = Json | SentFile | SentFile[]

type Vendor = Pick<CopyRequest, 'keyVariable' | 'keyHeader' | 'headers'> & { baseUrl: string }

/** As `lib/providers` sends them; `tests/lib/history/copy-as/copy-as.test.ts` holds both against the sandbox. */
const VENDORS: Record<string, Vendor> = {
  aiml: {
    baseUrl: 'https://api.aimlapi.com',
    keyVariable: 'AIML_API_KEY',
    keyHeader: { name: 'Authorization', prefix: 'Bearer ' },
    headers: {},
  },
  pixazo: {
    baseUrl: 'https://gateway.pixazo.ai',
    keyVariable: 'PIXAZO_API_KEY',
    keyHeader: { name: 'Ocp-Apim-Subscription-Key', prefix: '' },
    headers: { 'Cache-Control': 'no-cache' },
  },
}

/** How a picture is named in a recipe: by its type and the hash of what was sent. */
const PICTURE = /^data:(image\/(png|jpeg|webp));sha256,([0-9a-f]{64})$/

/**
 * The request of an edit, from its recipe as sent; undefined when nothing was sent to a vendor.
 * @param baseUrl another address of the vendor
 */
export function toCopyRequest(
  modelId: string,
  sent: { [key: string]: Json } | null,
  baseUrl?: string,
): CopyRequest | undefined {
  const vendor = VENDORS[modelId.split('/')[0] ?? '']
  if (!vendor || !isRequest(sent)) return undefined
  const files = listFiles(sent.inputs)
  const withFiles = (value: Json): CopyValue => {
    if (Array.isArray(value) && value.length > 0 && value.every(isPicture))
      return value.map((name) => files.get(name)!)
    return isPicture(value) ? files.get(value)! : value
  }
  return {
    address: `${baseUrl ?? vendor.baseUrl}${sent.path}`,
    encoding: sent.encoding,
    body: Object.fromEntries(Object.entries(sent.body).map(([field, value]) => [field, withFiles(value)])),
    keyVariable: vendor.keyVariable,
    keyHeader: vendor.keyHeader,
    headers: vendor.headers,
    files: [...new Set(files.values())],
  }
}

type Sent = {
  path: string
  encoding: 'json' | 'multipart'
  body: { [field: string]: Json }
  inputs: { [key: string]: Json }[]
}

/** What `lib/providers` keeps of a request; older or other records are not written as code. */
function isRequest(sent: { [key: string]: Json } | null): sent is Sent {
  return (
    typeof sent?.path === 'string' &&
    (sent.encoding === 'json' || sent.encoding === 'multipart') &&
    typeof sent.body === 'object' &&
    Array.isArray(sent.inputs)
  )
}

const isPicture = (value: Json): value is string => typeof value === 'string' && PICTURE.test(value)

/** A file for each input, by the name that it has in the body. */
function listFiles(inputs: Sent['inputs']): Map<string, SentFile> {
  return new Map(
    inputs.map(({ image, sent, format, width, height, changes }, index) => {
      const kind = format === 'png' || format === 'webp' ? format : 'jpeg'
      const done = Array.isArray(changes) && changes.length > 0 ? `, ${changes.join(', ')}` : ''
      const note = `photo ${String(image).slice(0, 12)}…, ${width} × ${height}${done}`
      const file = { name: `input-${index + 1}${FILE_ENDINGS[kind][0]}`, type: `image/${kind}`, note }
      return [`data:${file.type};sha256,${sent}`, file]
    }),
  )
}

export const isFile = (value: CopyValue): value is SentFile =>
  typeof value === 'object' && value !== null && 'note' in value && 'type' in value && 'name' in value

const isFileList = (value: CopyValue): value is SentFile[] =>
  Array.isArray(value) && value.length > 0 && value.every(isFile)

/** Each field of a form with one value; lists of pictures are the same field again. */
export function formFields({ body }: CopyRequest): [field: string, value: string | SentFile][] {
  return Object.entries(body).flatMap(([field, value]): [string, string | SentFile][] => {
    if (isFileList(value)) return value.map((file) => [field, file])
    if (isFile(value)) return [[field, value]]
    return [[field, typeof value === 'object' ? JSON.stringify(value) : String(value)]]
  })
}

/**
 * The body as JSON in which an expression of the language stands for each picture.
 * @param write turns one scalar into the language's form
 */
export function writeJson(
  value: CopyValue,
  write: { scalar: (value: string | number | boolean | null) => string; file: (file: SentFile) => string },
  indent = '',
): string {
  const inner = `${indent}  `
  if (value === null || typeof value !== 'object') return write.scalar(value)
  if (isFile(value)) return write.file(value)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const lines = Array.isArray(value)
    ? value.map((entry) => writeJson(entry, write, inner))
    : Object.entries(value).map(([key, entry]) => `${write.scalar(key)}: ${writeJson(entry, write, inner)}`)
  if (lines.length === 0) return `${open}${close}`
  return `${open}\n${lines.map((line) => `${inner}${line}`).join(',\n')}\n${indent}${close}`
}
