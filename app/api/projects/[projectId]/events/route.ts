import { setInterval } from 'node:timers/promises'
import * as z from 'zod'
import { toByteStream } from '@/app/api/byte-stream'
import { reading } from '@/app/api/handle'
import { requireProjectId } from '@/app/api/projects/[projectId]/project-id'
import type { StoredEvent } from '@/lib/edits/event-records.server'
import { AppError } from '@/lib/errors'
import { hasProject } from '@/lib/history/project-records.server'

export const dynamic = 'force-dynamic'

/** Proxies cut a line that stays silent; a comment keeps it open. */
const COMMENT_EVERY_MS = 15_000
/** How long a browser waits before it connects again. */
const RETRY_MS = 1_000

const afterSchema = z.coerce.number().int().min(0)

/**
 * `GET /api/projects/ID/events`: server-sent events. Resumes after `Last-Event-ID`, or after `?after=` on the first
 * connection. The event `reset` says that too much was missed: read the snapshot again.
 */
export const GET = reading<{ projectId: string }>(async (request, services, params) => {
  const projectId = requireProjectId(params)
  const asked = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after') ?? '0'
  const after = afterSchema.safeParse(asked)
  if (!after.success) throw new AppError('bad_request')
  if (!(await hasProject(services.database.db, projectId))) throw new AppError('not_found')
  const gone = new AbortController()
  const signal = AbortSignal.any([request.signal, gone.signal])
  const batches = await (await services.events()).follow(signal, projectId, after.data)
  const leave = () => gone.abort()
  const mayStay = () => services.sessions.has(request.headers)
  // Taken piece by piece as the browser reads: what a slow one has not read yet waits in the records, not here.
  return new Response(toByteStream(toPieces(batches, mayStay, leave), leave), {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' },
  })
})

const encoder = new TextEncoder()
const encode = (text: string) => encoder.encode(text)

async function* toPieces(
  batches: AsyncIterable<StoredEvent[]> | undefined,
  mayStay: () => Promise<boolean>,
  leave: () => void,
): AsyncGenerator<Uint8Array> {
  yield encode(`retry: ${RETRY_MS}\n\n`)
  if (!batches) return yield encode('event: reset\ndata: {}\n\n')
  const events = batches[Symbol.asyncIterator]()
  const beats = setInterval(COMMENT_EVERY_MS, undefined, { ref: false })[Symbol.asyncIterator]()
  try {
    let nextEvents = events.next()
    let nextBeat = beats.next()
    for (;;) {
      const found = await Promise.race([nextEvents, nextBeat.then(() => undefined)])
      if (found?.done) return
      if (found) {
        nextEvents = events.next()
        yield encode(
          found.value.map(({ id, body }) => `id: ${id}\ndata: ${JSON.stringify(body)}\n\n`).join(''),
        )
      } else {
        // A stream lives for hours: the session behind it may have ended meanwhile.
        if (!(await mayStay())) return
        nextBeat = beats.next()
        yield encode(': still here\n\n')
      }
    }
  } finally {
    leave()
    await beats.return?.()
  }
}
