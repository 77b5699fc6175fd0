import type { Server } from 'node:http'
import { AppError } from '@/lib/errors'

/**
 * Senders of endless headers are cut off. The body of an upload may take its time, on a slow line for hours, but it may
 * not stand still; what is done with it when it came whole is not its time.
 */
export function limitWaiting(server: Server, limits: { headersMs: number; idleBodyMs: number }): void {
  server.headersTimeout = limits.headersMs
  // Five minutes by default, for the body too: a photo of 50 MB needs more on many lines.
  server.requestTimeout = 0
  server.on('request', (request, response) => {
    const { 'content-length': length, 'transfer-encoding': coding } = request.headers
    if (length === undefined && coding === undefined) return
    request.setTimeout(limits.idleBodyMs, () => request.destroy(new AppError('upload_incomplete')))
    // After an early answer the rest of the body is waited for as long as the connection may be kept.
    request.once('end', () => response.writableEnded || request.setTimeout(0))
  })
}
