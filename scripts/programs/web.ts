import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import next from 'next'
import { trustOnlyTheSocket } from '@/lib/auth/forwarded-headers'
import { readEnv } from '@/lib/env.server'
import type { Services } from '@/lib/services.server'
import { servePacked } from '../supervisor/packed-files'
import { limitWaiting } from '../supervisor/patience'
import { answerSmallCopy } from '../supervisor/small-copies'
import { tellLength } from '../supervisor/told-length'
import { refuseUnreadable } from '../supervisor/unreadable-requests'

/** Open requests may end within this time; event streams never end by themselves. */
const DRAIN_MS = 1_000
const HEADERS_MS = 15_000
const IDLE_BODY_MS = 30_000

/** The settings as `next build` resolved them: reading next.config.ts again would load the whole compiler (30 MB). */
function applyBuiltSettings(): void {
  const manifest = readFileSync(new URL('../.next/required-server-files.json', import.meta.url), 'utf8')
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(JSON.parse(manifest).config)
}

applyBuiltSettings()
const { HOST, PORT, PUBLIC_URL } = readEnv()
// The framework hangs its upgrades to other protocols on this server, which never listens: we have none to offer.
const app = next({ dev: false, hostname: HOST, port: PORT, httpServer: createServer() })
const handle = app.getRequestHandler()
await app.prepare()

const answerPacked = servePacked(fileURLToPath(new URL('../.next/static', import.meta.url)))
/** The parts that the pages work with: kept on the process by the first of them, see `services.server.ts`. */
const pageParts = () => (globalThis as { afterimageServices?: Services }).afterimageServices

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (answerPacked(request, response) || refuseUnreadable(request, response)) return
  trustOnlyTheSocket(request.headers, request.socket.remoteAddress, PUBLIC_URL)
  if (await answerSmallCopy(pageParts(), request, response)) return
  tellLength(response)
  await handle(request, response)
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error('web: a request failed', error)
    response.destroy()
  })
})

server.once('error', (error: NodeJS.ErrnoException) => {
  console.error(`web: ${HOST}:${PORT} cannot be used (${error.code}).`)
  process.exit(1)
})
limitWaiting(server, { headersMs: HEADERS_MS, idleBodyMs: IDLE_BODY_MS })
server.listen(PORT, HOST)

process.once('SIGTERM', () => {
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref()
})
