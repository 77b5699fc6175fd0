import 'server-only'
import { controlProblem } from '@/lib/edits/model-settings'
import { sniffFormat } from '@/lib/images/formats/sniff'
import { MIME_TYPES } from '@/lib/images/limits'
import type { ImageFormat } from '@/lib/images/record'
import { openImage } from '@/lib/images/sharp.server'
import type { Control, ModelCard } from '@/lib/models/card'
import type { Json } from '@/lib/providers/contract'
import { listOf, objectOf } from '@/lib/providers/json'
import { requireWire } from '@/lib/providers/request-fields'

export type CheckedPicture = { bytes: Buffer; format: ImageFormat }
export type BodyCheck = { problems: string[]; pictures: CheckedPicture[] }

/** Fields that came as files, by name. */
export type Files = { [name: string]: Buffer[] }

/**
 * Holds a request against the card of its model: every field known, of its type and in its range, every picture whole
 * and within the limits.
 */
export async function checkBody(
  card: ModelCard,
  body: { [key: string]: Json },
  files: Files = {},
): Promise<BodyCheck> {
  const { problems: pictureProblems, pictures } = await checkPictures(card, body, files)
  return { pictures, problems: [...checkFields(card, body), ...pictureProblems] }
}

function checkFields(card: ModelCard, body: { [key: string]: Json }): string[] {
  const controls = controlsOf(card)
  const { image } = requireWire(card).fields
  const problems: string[] = []
  if (body.model !== card.remoteId && !controls.model) problems.push(`model: expected "${card.remoteId}"`)
  if (typeof body.prompt !== 'string' || body.prompt.trim() === '') problems.push('prompt: Required')
  else if (body.prompt.length > card.promptMaxLength)
    problems.push(`prompt: must contain at most ${card.promptMaxLength} character(s)`)
  for (const [name, value] of Object.entries(body)) {
    const control = controls[name]
    if (control) {
      const problem = fieldProblem(control, value)
      if (problem) problems.push(`${name}: ${problem}`)
    } else if (!['model', 'prompt', image].includes(name)) problems.push(`${name}: Unrecognized key`)
  }
  return problems
}

/** The controls of a card by the field in which they travel. */
function controlsOf(card: ModelCard): Record<string, Control> {
  const { settings, advanced } = card
  const { fields } = requireWire(card)
  const common = (['guidance', 'seed', 'watermark', 'size', 'results', 'format'] as const).flatMap((name) => {
    const field = fields[name]
    const control = settings[name]
    return field && control ? [[field, control] as const] : []
  })
  const own = advanced.filter(({ role }) => !role).map(({ key, control }) => [key, control] as const)
  return Object.fromEntries([...common, ...own])
}

function fieldProblem(control: Control, value: Json): string | undefined {
  if (control.kind === 'switch' && control.locked && value !== control.default)
    return `must be ${control.default}`
  if (control.kind !== 'size') {
    const isText = control.kind === 'choice' || control.kind === 'text'
    return isText && typeof value !== 'string' ? 'Expected string' : controlProblem(control, value)
  }
  const size = objectOf(value)
  if (!size && typeof value !== 'string') return 'Expected a size'
  const text = size ? `${Number(size.width)}x${Number(size.height)}` : String(value)
  return text === 'input' || text === 'auto' ? `unknown size "${text}"` : controlProblem(control, text)
}

async function checkPictures(
  card: ModelCard,
  body: { [key: string]: Json },
  files: Files,
): Promise<BodyCheck> {
  const wire = requireWire(card)
  const field = wire.fields.image
  if (!field) return { problems: [], pictures: [] }
  const isMultipart = wire.encoding === 'multipart'
  const given = isMultipart ? (files[field] ?? []) : listOf(body[field])
  const isList = Array.isArray(body[field])
  const max = isList ? (card.inputs.listMax ?? card.inputs.max) : card.inputs.max
  const problems: string[] = []
  if (given.length < card.inputs.min) problems.push(`${field}: Required`)
  if (given.length > max) problems.push(`${field}: must contain at most ${max} element(s)`)
  if (!isMultipart && given.length > 0 && wire.imageList && !isList) problems.push(`${field}: Expected array`)
  if (isList && !wire.imageList && !card.inputs.listMax)
    problems.push(`${field}: Expected string, received array`)
  const pictures: CheckedPicture[] = []
  for (const [index, value] of given.entries()) {
    const picture = readPicture(value)
    if (typeof picture === 'string') problems.push(`${field}[${index}]: ${picture}`)
    else {
      pictures.push(picture)
      problems.push(
        ...(await limitProblems(card, picture)).map((problem) => `${field}[${index}]: ${problem}`),
      )
    }
  }
  return { problems, pictures }
}

function readPicture(value: Json | Buffer): CheckedPicture | string {
  if (Buffer.isBuffer(value)) return sniffed(value)
  if (typeof value !== 'string') return 'Expected string'
  const [, type, base64] = /^data:([a-z/]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(value) ?? []
  if (!type || !base64) return 'must be a data URI in lower case; the sandbox fetches no addresses'
  const picture = sniffed(Buffer.from(base64, 'base64'))
  if (typeof picture === 'string') return picture
  return MIME_TYPES[picture.format] === type ? picture : `says ${type} but is ${picture.format}`
}

function sniffed(bytes: Buffer): CheckedPicture | string {
  const format = sniffFormat(bytes)
  return format ? { bytes, format } : 'is no PNG, JPEG or WebP image'
}

async function limitProblems({ inputs }: ModelCard, { bytes, format }: CheckedPicture): Promise<string[]> {
  const { width, height, orientation = 1 } = await openImage(bytes).metadata()
  const ratio = width / height
  const rules: [boolean, string][] = [
    [inputs.formats.includes(format), `${format} is not taken`],
    [bytes.length <= inputs.maxBytes, 'is too many bytes'],
    [orientation === 1, 'is not upright'],
    [width * height <= (inputs.maxPixels ?? Number.POSITIVE_INFINITY), 'has too many pixels'],
    [Math.max(width, height) <= (inputs.maxSidePx ?? Number.POSITIVE_INFINITY), 'is too large'],
    [Math.min(width, height) >= (inputs.minSidePx ?? 1), 'is too small'],
    [
      ratio >= (inputs.minRatio ?? 0) && ratio <= (inputs.maxRatio ?? Number.POSITIVE_INFINITY),
      'is too narrow',
    ],
  ]
  return rules.filter(([holds]) => !holds).map(([, problem]) => problem)
}
