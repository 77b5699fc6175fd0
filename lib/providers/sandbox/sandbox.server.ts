import 'server-only'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as z from 'zod'
import { MODELS } from '@/lib/models/catalogue'
import { sendJson } from '@/lib/providers/sandbox/exchange.server'
import { generate, type SandboxState } from '@/lib/providers/sandbox/generation.server'
import { createLedger, type LedgerEntry } from '@/lib/providers/sandbox/ledger'
import { createPendingWork } from '@/lib/providers/sandbox/pending.server'
import { createResults } from '@/lib/providers/sandbox/results.server'

/** Both vendors on one port: their addresses do not overlap. */
export type Sandbox = {
  /** Is AIML_BASE_URL and PIXAZO_BASE_URL at once. */
  url: string
  /** `127.0.0.1:PORT`, as ALLOW_PRIVATE_ADDRESSES takes it. */
  host: string
  /** Every request for pictures since the start or the last reset. */
  ledger(): LedgerEntry[]
  reset(): void
  close(): Promise<void>
}

const controlSchema = z.object({
  /** Words for the next requests, one entry for each, as they would stand in a prompt. */
  next: z.array(z.string()).optional(),
  /** Vendor ids that answer 404 from now on. */
  withdrawn: z.array(z.string()).optional(),
  delayMs: z.number().min(0).optional(),
})

/**
 * A server that speaks the wire formats of AIML API and Pixazo, from the product's own cards: it checks each request,
 * edits with the local engine and fails in every known way when a prompt says so (`README.md` beside this file).
 * @param port 0 takes a free one
 * @param delayMs how long a model seems to work
 */
export async function createSandbox(options: { port?: number; delayMs?: number } = {}): Promise<Sandbox> {
  const closing = new AbortController()
  const state: SandboxState = {
    ledger: createLedger(),
    results: createResults(),
    pending: createPendingWork(),
    withdrawn: new Set(),
    nextWords: [],
    happened: new Map(),
    delayMs: options.delayMs ?? 0,
    baseUrl: '',
  }
  const server = http.createServer((request, response) => {
    answer(closing.signal, state, request, response).catch((error) => {
      if (closing.signal.aborted || request.destroyed) return response.destroy()
      console.error('sandbox:', error)
      if (!response.headersSent) sendJson(response, 500, { error: 'The sandbox itself failed.' })
    })
  })
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  state.baseUrl = `http://${host}`
  return {
    url: state.baseUrl,
    host,
    ledger: () => state.ledger.list(),
    reset: () => reset(state, options.delayMs ?? 0),
    close: () =>
      new Promise((resolve) => {
        closing.abort()
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function reset(state: SandboxState, delayMs: number): void {
  state.ledger.clear()
  state.results.clear()
  state.pending.clear()
  state.withdrawn.clear()
  state.happened.clear()
  state.nextWords = []
  state.delayMs = delayMs
}

async function answer(
  signal: AbortSignal,
  state: SandboxState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? ''
  const route = `${request.method} ${path.replace(/(?<=.)\/$/, '')}`
  if (route === 'POST /v1/images/generations' || route === 'POST /v1/images/edits')
    return generate(signal, state, 'aiml', request, response)
  if (route.startsWith('POST /byteplus/')) return generate(signal, state, 'pixazo', request, response)
  if (route === 'POST /bytedance-polling/getImageResult') return answerJob(state, request, response)
  if (route.startsWith('GET /v2/requests/status/'))
    return state.pending.answerRequest(response, decodeURIComponent(path.split('/').at(-1) ?? ''))
  if (route.startsWith('GET /sandbox/results/')) return state.results.serve(response, path)
  if (route === 'GET /v1/models') return sendJson(response, 200, { object: 'list', data: listModels(state) })
  if (route === 'GET /v1/models/deprecations')
    return sendJson(response, 200, { data: listDeprecations(state) })
  if (route === 'GET /sandbox/ledger') return sendJson(response, 200, { entries: state.ledger.list() })
  if (route === 'POST /sandbox/reset') {
    reset(state, 0)
    return sendJson(response, 200, { ok: true })
  }
  if (route === 'POST /sandbox/control') return control(state, request, response)
  sendJson(response, 404, { statusCode: 404, message: `Cannot ${route}`, error: 'Endpoint not found' })
}

async function readText(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}

async function answerJob(
  state: SandboxState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = z.object({ job_set_id: z.string() }).safeParse(parse(await readText(request)))
  if (asked.success) state.pending.answerJob(response, asked.data.job_set_id)
  else sendJson(response, 400, { error: 'Invalid request parameters' })
}

async function control(
  state: SandboxState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = controlSchema.safeParse(parse(await readText(request)))
  if (!asked.success) return sendJson(response, 400, { error: z.prettifyError(asked.error) })
  const { next = [], withdrawn, delayMs } = asked.data
  state.nextWords.push(...next)
  if (withdrawn) state.withdrawn = new Set(withdrawn)
  state.delayMs = delayMs ?? state.delayMs
  sendJson(response, 200, { ok: true })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const aimlModels = () => MODELS.filter((card) => card.provider === 'aiml')

const listModels = (state: SandboxState) =>
  aimlModels()
    .filter(({ remoteId }) => !state.withdrawn.has(remoteId))
    .map(({ remoteId }) => ({ id: remoteId, type: 'image', aliases: [] }))

const listDeprecations = (state: SandboxState) =>
  [...state.withdrawn].map((id) => ({
    id,
    aliases: [],
    status: 'withdrawn',
    replaced_by: null,
    reason: 'Withdrawn.',
  }))
