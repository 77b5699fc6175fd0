import type { ServerResponse } from 'node:http'
import { LENGTH_HEADER } from '@/lib/auth/page-headers'

/** Gives an answer the length that its route has told, unless it is packed on its way. */
export function tellLength(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  response.writeHead = (...args: unknown[]) => {
    const length = response.getHeader(LENGTH_HEADER)
    if (length !== undefined) response.removeHeader(LENGTH_HEADER)
    if (length !== undefined && !response.hasHeader('content-encoding'))
      response.setHeader('content-length', length)
    return writeHead(...args)
  }
}
