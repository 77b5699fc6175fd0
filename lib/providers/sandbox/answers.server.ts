import 'server-only'
import type { ModelCard } from '@/lib/models/card'
import type { Json } from '@/lib/providers/contract'

/** A finished picture and the ways to hand it over. */
export type Made = { bytes: Buffer; url: string; seed: number; type: string }

export type AnswerContext = {
  card: ModelCard
  made: Made[]
  /** As the request asked: the picture inside the answer. */
  isInline: boolean
  credits: number
}

type Body = { [key: string]: Json }

const base64 = ({ bytes }: Made): string => bytes.toString('base64')
const dataUri = (made: Made): string => `data:${made.type};base64,${base64(made)}`
const CREATED_S = 1_757_502_222

/** What AIML answers for most models. */
function ordinary({ made, isInline, credits }: AnswerContext): Body {
  const data = made.map((each) =>
    isInline ? { url: null, b64_json: base64(each) } : { url: each.url, b64_json: null },
  )
  return { created: CREATED_S, data, meta: { usage: { credits_used: credits } } }
}

/** What AIML passes on from fal.ai: the same pictures in `images` and in `data`, and the seed. */
function fal({ made, isInline, credits }: AnswerContext): Body {
  const images = made.map((each, index) => ({
    url: isInline ? dataUri(each) : each.url,
    content_type: each.type,
    file_name: `${index}.${each.type.split('/')[1]}`,
    file_size: each.bytes.length,
    width: null,
    height: null,
  }))
  return { images, seed: made[0]?.seed ?? 0, data: images, meta: { usage: { tokens_used: credits } } }
}

function pixazo({ made, isInline }: AnswerContext): Body {
  const data = made.map((each): Body => (isInline ? { b64_json: base64(each) } : { url: each.url }))
  const usage = { generated_images: made.length, output_tokens: 4096, total_tokens: 4096 }
  return { created: CREATED_S, data, usage }
}

/** By the name that stands in `[answer:NAME]`. */
const ANSWERS: Record<string, (context: AnswerContext) => Body | string> = {
  url: (context) => ordinary({ ...context, isInline: false }),
  b64: (context) => ordinary({ ...context, isInline: true }),
  fal,
  'data-uri': (context) => fal({ ...context, isInline: true }),
  'images-only': ({ made }) => ({ images: made.map(({ url }) => ({ url })), description: '' }),
  choices: ({ made }) => ({
    status: 'finished',
    prompt: ['text'],
    num_returns: made.length,
    output: { choices: made.map((each) => ({ image_base64: base64(each) })) },
  }),
  both: ({ made }) => ({ data: made.map((each) => ({ url: each.url, b64_json: base64(each) })) }),
  output: ({ made }) => ({ output: made[0]?.url ?? null }),
  'top-url': ({ made }) => ({ url: made[0]?.url ?? null }),
  'null-data': () => ({ data: null, meta: null }),
  'null-items': () => ({ data: [{ url: null, b64_json: null }] }),
  partial: ({ made }) => ({
    data: [
      ...made.slice(1).map(({ url }) => ({ url })),
      { error: { code: 'OutputImageSensitiveContentDetected', message: 'This picture was filtered.' } },
    ],
  }),
  fewer: ({ made }) => ({ data: made.slice(1).map(({ url }) => ({ url })) }),
  more: ({ made }) => ({
    data: [...made, ...made].map(({ url }, index) => ({ url: `${url}?copy=${index}` })),
  }),
  nsfw: (context) => ({ ...fal(context), has_nsfw_concepts: context.made.map(() => true) }),
  'no-base64': () => ({ data: [{ b64_json: '<html>no picture</html>' }] }),
  'cut-base64': ({ made }) => ({ data: made.map((each) => ({ b64_json: base64(each).slice(0, 400) })) }),
  lines: ({ made }) => ({
    data: made.map((each) => ({ b64_json: base64(each).replace(/.{76}/g, '$&\r\n') })),
  }),
  created: (context) => ({ ...ordinary(context), created: CREATED_S * 1000 }),
  queued: () => ({ status: 'queued' }),
}

export const ANSWER_NAMES = Object.keys(ANSWERS)

/** The body of an answer: the named variant, or what the vendor of this model is known to say. */
export function toAnswerBody(name: string | undefined, context: AnswerContext): Body | string {
  const named = name === undefined ? undefined : ANSWERS[name]
  if (named) return named(context)
  if (context.card.provider === 'pixazo') return pixazo(context)
  return context.card.advanced.some(({ key }) => key === 'sync_mode') ? fal(context) : ordinary(context)
}
