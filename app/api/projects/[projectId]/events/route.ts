import { z } from 'zod'
import { reading } from '@/app/api/handle'
import type { StoredEvent } from '@/lib/edits/event-records.server'
import { AppError } from '@/lib/errors'

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
  const projectId = z.uuid().safeParse(params.projectId)
  const asked = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after') ?? '0'
  const after = afterSchema.safeParse(asked)
  if (!projectId.success || !after.success) throw new AppError('not_found')
  const gone = new AbortController()
  const signal = AbortSignal.any([request.signal, gone.signal])
  const batches = await (await services.events()).follow(signal, projectId.data, after.data)
  return new Response(
    toStream(batches, {
      leave: () => gone.abort(),
      mayStay: () => services.sessions.has(request.headers),
    }),
    {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' },
    },
  )
})

function toStream(
  batches: AsyncIterable<StoredEvent[]> | undefined,
  { leave, mayStay }: { leave: () => void; mayStay: () => Promise<boolean> },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let timer: NodeJS.Timeout
  return new ReadableStream({
    async start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text))
      write(`retry: ${RETRY_MS}\n\n`)
      if (!batches) {
        write('event: reset\ndata: {}\n\n')
        return controller.close()
      }
      // A stream lives for hours: the session behind it may have ended meanwhile.
      const beat = async () => ((await mayStay()) ? write(': still here\n\n') : leave())
      timer = setInterval(() => beat().catch(leave), COMMENT_EVERY_MS)
      try {
        for await (const events of batches)
          for (const { id, body } of events) write(`id: ${id}\ndata: ${JSON.stringify(body)}\n\n`)
        controller.close()
      } catch (error) {
        controller.error(error)
      } finally {
        clearInterval(timer)
      }
    },
    cancel() {
      clearInterval(timer)
      leave()
    },
  })
}
