import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream'
import { STANDING_HEADERS } from '@/lib/auth/page-headers'

const TYPES: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
}

/**
 * Answers for the parts of the page's program that the build has packed with Brotli, a sixth smaller than what is packed
 * on the way. Their names are read once, so that no request names a file.
 * @returns a function that answers true when it has taken the request
 */
export function servePacked(folder: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const packed = new Map(
    names
      .filter((name) => name.endsWith('.br'))
      .map((name) => [
        `/_next/static/${name.slice(0, -3).split(path.sep).join('/')}`,
        path.join(folder, name),
      ]),
  )
  return ({ method, url = '', headers }, response) => {
    const file = method === 'GET' ? packed.get(url) : undefined
    const type = TYPES[path.extname(url)]
    if (!file || !type || !/\bbr\b/.test(String(headers['accept-encoding']))) return false
    response.writeHead(200, {
      ...STANDING_HEADERS,
      'content-type': type,
      'content-encoding': 'br',
      'content-length': statSync(file).size,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    })
    // Whichever breaks off ends the other: a browser that leaves must not leave its file open.
    pipeline(createReadStream(file), response, () => {})
    return true
  }
}
