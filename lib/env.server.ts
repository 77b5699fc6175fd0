import 'server-only'
import path from 'node:path'
import * as z from 'zod'

/** Empty strings count as unset, as they do in `.env` files and container settings. */
const optional = z.preprocess((value) => (value === '' ? undefined : value), z.string().trim().optional())
const withDefault = (value: string) => optional.transform((given) => given ?? value)
const wholeNumber = (value: number, min: number, max: number) =>
  z.preprocess(
    (given) => (given === '' || given === undefined ? value : given),
    z.coerce.number().int().min(min).max(max),
  )
const baseUrl = (value: string) =>
  withDefault(value)
    .pipe(z.url({ protocol: /^https?$/ }))
    .transform((url) => url.replace(/\/+$/, ''))

/** A name or an address (IPv6 in brackets) with its port, as it is compared with what is to be reached. */
const HOST_AND_PORT = /^(\[[0-9a-f:.]+\]|[^\s:/@[\]]+):\d{1,5}$/

const settingsSchema = z.object({
  HOST: withDefault('127.0.0.1'),
  PORT: wholeNumber(3000, 0, 65535),
  PUBLIC_URL: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
  DATA_DIR: withDefault('./data').transform((folder) => path.resolve(folder)),
  DATABASE_URL: optional,
  S3_BUCKET: optional,
  S3_ENDPOINT: optional,
  S3_REGION: optional,
  S3_ACCESS_KEY_ID: optional,
  S3_SECRET_ACCESS_KEY: optional,
  AIML_API_KEY: optional,
  AIML_BASE_URL: baseUrl('https://api.aimlapi.com'),
  PIXAZO_API_KEY: optional,
  PIXAZO_BASE_URL: baseUrl('https://gateway.pixazo.ai'),
  ALLOW_PRIVATE_ADDRESSES: withDefault('')
    .transform((list) =>
      list
        .split(',')
        .map((entry) => entry.trim().toLowerCase())
        .filter(Boolean),
    )
    .refine((list) => list.every((entry) => HOST_AND_PORT.test(entry)), 'Write host:port,host:port.'),
  AUTH_PASSWORD: optional,
  WORKER: withDefault('on').pipe(z.enum(['on', 'off'])),
  WORKER_CONCURRENCY: wholeNumber(4, 1, 64),
  REQUEST_TIMEOUT_MS: wholeNumber(180_000, 1_000, 900_000),
  DAILY_SPEND_LIMIT_USD: z.preprocess(
    (given) => (given === '' ? undefined : given),
    z.coerce.number().min(0).optional(),
  ),
})

const envSchema = settingsSchema.superRefine((env, context) => {
  if (Boolean(env.S3_ACCESS_KEY_ID) === Boolean(env.S3_SECRET_ACCESS_KEY)) return
  const missing = env.S3_ACCESS_KEY_ID ? 'S3_SECRET_ACCESS_KEY' : 'S3_ACCESS_KEY_ID'
  context.addIssue({ code: 'custom', path: [missing], message: 'The two halves of the S3 key go together.' })
})

export type Env = z.infer<typeof envSchema>

/**
 * The settings of this instance, parsed once where they enter.
 * @throws Error whose message names the variable and what is wrong with it, one line for each.
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = envSchema.safeParse(source)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The settings cannot be used.\n${lines.join('\n')}`)
}
