import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

const PIECE_BYTES = 64_000

/** A vendor in a thread of its own that answers with so much base64: what it does itself is not measured. */
export async function startBase64Vendor(picture: Uint8Array, sizeBytes: number) {
  const thread = new Worker(new URL(import.meta.url), { workerData: { picture, sizeBytes } })
  const port = await new Promise<number>((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
  })
  return { url: `http://127.0.0.1:${port}`, close: () => thread.terminate() }
}

/** A whole picture first, with bytes after its end: only its size counts here. */
async function answer(response: http.ServerResponse): Promise<void> {
  const { picture, sizeBytes } = workerData as { picture: Uint8Array; sizeBytes: number }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write(`{"data":[{"b64_json":"${Buffer.from(picture).toString('base64').replace(/=+$/, '')}`)
  const piece = Buffer.alloc(PIECE_BYTES, 'A')
  for (let sent = 0; sent < sizeBytes; sent += piece.length)
    if (!response.write(piece)) await new Promise((resolve) => response.once('drain', resolve))
  response.end('"}]}')
}

if (!isMainThread) {
  const server = http.createServer((request, response) => {
    request.resume().once('end', () => void answer(response))
  })
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port))
}
