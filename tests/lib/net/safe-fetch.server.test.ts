import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { isPublicAddress } from '@/lib/net/public-address.server'
import { createSafeFetch, type SafeFetchOptions } from '@/lib/net/safe-fetch.server'

const signal = new AbortController().signal
const OPTIONS: SafeFetchOptions = { maxBytes: 1_000_000, timeoutMs: 10_000 }

const servers: Server[] = []
async function listen(host: string, handler: RequestListener, port = 0): Promise<number> {
  const server = createServer(handler).listen(port, host)
  servers.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  return (server.address() as AddressInfo).port
}

/** 127.0.0.2 plays the internet; the canary on 127.0.0.1 must never be reached. Both listen on the same port. */
let port = 0
let canaryHits = 0
let route: RequestListener = (_, response) => response.end('hello')
const names: Record<string, string[]> = {}
const asked: string[] = []

const lookup: LookupFunction = (hostname, _options, callback) => {
  asked.push(hostname)
  const found = names[hostname]
  if (!found) return callback(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }), [])
  callback(
    null,
    found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  )
}

beforeAll(async () => {
  port = await listen('127.0.0.2', (request, response) => route(request, response))
  await listen(
    '127.0.0.1',
    (_, response) => {
      canaryHits += 1
      response.end('canary')
    },
    port,
  )
  names['public.example.com'] = ['127.0.0.2']
  names['inside.example.com'] = ['127.0.0.1']
  names['mixed.example.com'] = ['127.0.0.2', '127.0.0.1']
  names['mapped.example.com'] = ['::ffff:127.0.0.1']
})
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})
beforeEach(() => {
  canaryHits = 0
  asked.length = 0
  route = (_, response) => response.end('hello')
})

const fetchWith = (more: Partial<Parameters<typeof createSafeFetch>[0]> = {}) =>
  createSafeFetch({
    allowPrivate: [],
    ports: [80, 443, port],
    isPublicAddress: (address) => address === '127.0.0.2' || isPublicAddress(address),
    lookup,
    ...more,
  })

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
const get = async (url: string, options = OPTIONS, safeFetch = fetchWith()) => {
  const response = await safeFetch(signal, url, options)
  return { ...response, text: await textOf(response.body) }
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fetched',
    (error: { code: string }) => error.code,
  )
const redirectTo = (location: string, status = 302) => {
  // Headers are sent as Latin-1, so other letters go out as the bytes of their UTF-8.
  const asSent = Buffer.from(location, 'utf8').toString('latin1')
  route = (_, response) => response.writeHead(status, { location: asSent }).end()
}

/** Spellings of hosts that are not public. */
const HOSTS = [
  '127.0.0.1',
  '127.0.0.1.',
  'localhost',
  'localhost.',
  'LOCALHOST',
  'a.localhost',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '127.0.0.01',
  '0',
  '0.0.0.0',
  '127.255.255.254',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
  '[::127.0.0.1]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[ff02::1]',
  '127.0.0.1',
  '127。0。0。1',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  '%31%32%37%2e0.0.1',
  'user@127.0.0.1',
  'user:key@public.example.com',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '100.100.100.200',
  '168.63.129.16',
  '169.254.169.254',
  '0251.0376.0251.0376',
  '2852039166',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  'metadata',
  'metadata.google.internal',
  'router.local',
  'nas.lan',
  'box.home.arpa',
  'inside.example.com',
  'mixed.example.com',
  'mapped.example.com',
]

describe('an address inside', () => {
  it.each(HOSTS)('is refused and never reached: %s', async (host) => {
    expect(await codeOf(get(`http://${host}:${port}/`))).toBe('url_not_allowed')
    expect(await codeOf(get(`http://${host}/`))).toBe('url_not_allowed')
    expect(canaryHits).toBe(0)
  })

  it.each(HOSTS)('is refused and never reached through a redirect: %s', async (host) => {
    redirectTo(`http://${host}:${port}/`)
    expect(await codeOf(get(`http://public.example.com:${port}/`))).toBe('url_not_allowed')
    expect(canaryHits).toBe(0)
  })

  it.each([301, 302, 303, 307, 308])('is refused after a redirect of status %i', async (status) => {
    redirectTo(`http://127.0.0.1:${port}/`, status)
    expect(await codeOf(get(`http://127.0.0.2:${port}/`))).toBe('url_not_allowed')
    redirectTo(`//127.0.0.1:${port}/`, status)
    expect(await codeOf(get(`http://127.0.0.2:${port}/`))).toBe('url_not_allowed')
    expect(canaryHits).toBe(0)
  })

  it('is refused in the same words whether something listens there or not', async () => {
    const refuse = (url: string) => get(url).catch((error: Error) => error.message)
    expect(await refuse(`http://127.0.0.1:${port}/`)).toBe(await refuse('http://127.0.0.1:1/'))
    expect(await refuse('http://inside.example.com/')).toBe(await refuse('http://10.9.8.7/'))
  })

  it('is not reached by a name that changes its answer between check and connection', async () => {
    let answers = 0
    const rebinding: LookupFunction = (_hostname, _options, callback) => {
      answers += 1
      callback(null, [{ address: answers === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }])
    }
    const safeFetch = fetchWith({ lookup: rebinding })
    expect((await get(`http://public.example.com:${port}/`, OPTIONS, safeFetch)).text).toBe('hello')
    expect(answers).toBe(1)
    expect(await codeOf(get(`http://public.example.com:${port}/`, OPTIONS, safeFetch))).toBe(
      'url_not_allowed',
    )
    expect(canaryHits).toBe(0)
  })

  it('is not reached when only the socket shows where it led', async () => {
    const seen: string[] = []
    const onceFooled = (address: string) => {
      seen.push(address)
      return seen.length === 1
    }
    names['fooled.example.com'] = ['127.0.0.1']
    const safeFetch = fetchWith({ isPublicAddress: onceFooled })
    expect(await codeOf(get(`http://fooled.example.com:${port}/`, OPTIONS, safeFetch))).toBe(
      'url_not_allowed',
    )
    expect(canaryHits).toBe(0)
  })

  it('is not reached through a proxy from the environment', async () => {
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${port}`)
    vi.stubEnv('http_proxy', `http://127.0.0.1:${port}`)
    vi.stubEnv('NO_PROXY', '*')
    expect((await get(`http://public.example.com:${port}/`)).text).toBe('hello')
    expect(await codeOf(get('http://10.0.0.1/'))).toBe('url_not_allowed')
    expect(canaryHits).toBe(0)
    vi.unstubAllEnvs()
  })

  it('is reached when host and port are on the allow-list, and only there', async () => {
    const safeFetch = fetchWith({
      allowPrivate: [`127.0.0.1:${port}`, `inside.example.com:${port}`],
      ports: [80, 443],
    })
    expect((await get(`http://127.0.0.1:${port}/`, OPTIONS, safeFetch)).text).toBe('canary')
    expect(
      (await get(`http://inside.example.com:${port}/`, { ...OPTIONS, httpsOnly: true }, safeFetch)).text,
    ).toBe('canary')
    expect(await codeOf(get(`http://127.0.0.1:${port + 1}/`, OPTIONS, safeFetch))).toBe('url_not_allowed')
    expect(await codeOf(get('http://127.0.0.1/', OPTIONS, safeFetch))).toBe('url_not_allowed')
  })
})

describe('an address of another form', () => {
  it.each([
    '',
    ' ',
    'public.example.com',
    'file:///etc/passwd',
    'ftp://public.example.com/',
    'gopher://public.example.com/',
    'data:text/plain,hello',
    'blob:http://public.example.com/1',
    'javascript:alert(1)',
    'ws://public.example.com/',
    'jar:http://public.example.com!/',
    'dict://public.example.com/',
    'ldap://public.example.com/',
    'http://',
    'http:///',
    'http://[::1/',
    'http://public example.com/',
    'http://public.example.com:99999/',
    `http://public.example.com/${'a'.repeat(100_000)}`,
  ])('is refused: %s', async (url) => {
    expect(await codeOf(get(url))).toBe('url_not_allowed')
    redirectTo(url.slice(0, 9_000).replace(/[^\x20-\x7e]/g, ''))
    if (/^[a-z]+:/.test(url)) expect(await codeOf(get(`http://127.0.0.2:${port}/`))).toBe('url_not_allowed')
    expect(canaryHits).toBe(0)
  })

  it.each([22, 25, 3000, 5432, 6379, 8080, 8188, 11434])('is refused on port %i', async (other) => {
    expect(await codeOf(get(`http://public.example.com:${other}/`))).toBe('url_not_allowed')
    expect(asked).toEqual([])
  })

  it('is read by one parser only: what follows # or \\ is no second host', async () => {
    expect((await get(`http://public.example.com:${port}/#@127.0.0.1/`)).text).toBe('hello')
    expect((await get(`http://public.example.com:${port}\\@127.0.0.1/`)).text).toBe('hello')
    expect(canaryHits).toBe(0)
  })

  it('is refused without encryption where that is asked for', async () => {
    expect(await codeOf(get('http://93.184.216.34/', { ...OPTIONS, httpsOnly: true }))).toBe(
      'url_not_allowed',
    )
  })
})

describe('a public address', () => {
  it('is fetched with its status, headers and bytes', async () => {
    route = (_, response) => response.writeHead(404, { 'content-type': 'image/png' }).end('gone')
    const response = await get(`http://public.example.com:${port}/a`)
    expect(response).toMatchObject({ status: 404, text: 'gone', url: `http://public.example.com:${port}/a` })
    expect(response.headers.get('content-type')).toBe('image/png')
  })

  it('gets the query byte for byte and neither cookie nor key', async () => {
    let seen: { url?: string | undefined; headers: object } = { headers: {} }
    route = (request, response) => {
      seen = { url: request.url, headers: request.headers }
      response.writeHead(200, { 'set-cookie': 'a=b' }).end()
    }
    const query = "?X-Sig=a%2Fb+c'd%27|{}&list[]=1&&empty=#"
    await get(`http://public.example.com:${port}/p%20q/${query}fragment`, { ...OPTIONS, accept: 'image/*' })
    expect(seen.url).toBe(`/p%20q/${query.slice(0, -1)}`)
    expect(seen.headers).not.toHaveProperty('cookie')
    expect(seen.headers).not.toHaveProperty('authorization')
    expect(seen.headers).toMatchObject({ accept: 'image/*' })
  })

  it('is followed through three redirects, not four, and not in a circle', async () => {
    route = (request, response) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) response.end('arrived')
      else response.writeHead(302, { location: `/${left - 1}` }).end('on the way')
    }
    expect((await get(`http://public.example.com:${port}/3`)).text).toBe('arrived')
    expect(await codeOf(get(`http://public.example.com:${port}/4`))).toBe('url_not_allowed')
    redirectTo('/')
    expect(await codeOf(get(`http://public.example.com:${port}/`))).toBe('url_not_allowed')
  })

  it('is not followed where a page merely asks for it', async () => {
    route = (_, response) =>
      response.end(`<meta http-equiv="refresh" content="0;url=http://127.0.0.1:${port}/">`)
    expect((await get(`http://public.example.com:${port}/`)).text).toContain('refresh')
    expect(canaryHits).toBe(0)
  })

  it('is given up when it is larger than allowed, announced or not, packed or not', async () => {
    const small = { ...OPTIONS, maxBytes: 1_000 }
    route = (_, response) => response.end(Buffer.alloc(1_001))
    expect(await codeOf(get(`http://127.0.0.2:${port}/`, small))).toBe('too_large')
    route = (_, response) => {
      response.write(Buffer.alloc(600))
      response.end(Buffer.alloc(600))
    }
    expect(await codeOf(get(`http://127.0.0.2:${port}/`, small))).toBe('too_large')
    route = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)))
    expect(await codeOf(get(`http://127.0.0.2:${port}/`))).toBe('too_large')
    route = (_, response) => response.end(Buffer.alloc(1_000))
    expect((await get(`http://127.0.0.2:${port}/`, small)).text).toHaveLength(1_000)
  })

  it('is unpacked when it answers packed, and refused in an unknown packing', async () => {
    route = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'))
    expect((await get(`http://127.0.0.2:${port}/`)).text).toBe('packed')
    route = (_, response) => response.writeHead(200, { 'content-encoding': 'zzz' }).end('x')
    expect(await codeOf(get(`http://127.0.0.2:${port}/`))).toBe('url_unreachable')
  })

  it('is unreachable when its name is unknown, nobody listens, it breaks off or it is silent', async () => {
    expect(await codeOf(get(`http://unknown.example.com:${port}/`))).toBe('url_unreachable')
    names['closed.example.com'] = ['127.0.0.2']
    const closed = fetchWith({ ports: [9] })
    expect(await codeOf(get('http://closed.example.com:9/', OPTIONS, closed))).toBe('url_unreachable')
    route = (_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half', () => response.destroy())
    }
    expect(await codeOf(get(`http://127.0.0.2:${port}/`))).toBe('url_unreachable')
    route = () => undefined
    expect(await codeOf(get(`http://127.0.0.2:${port}/`, { ...OPTIONS, timeoutMs: 200 }))).toBe(
      'url_unreachable',
    )
  })

  it('is unreachable when its body drips past the deadline', async () => {
    const drips: NodeJS.Timeout[] = []
    route = (_, response) => {
      drips.push(setInterval(() => response.write('.'), 20))
    }
    expect(await codeOf(get(`http://127.0.0.2:${port}/`, { ...OPTIONS, timeoutMs: 300 }))).toBe(
      'url_unreachable',
    )
    for (const drip of drips) clearInterval(drip)
  })

  it('is left when the user cancels, with the reason of the cancelling', async () => {
    const controller = new AbortController()
    route = () => controller.abort()
    await expect(fetchWith()(controller.signal, `http://127.0.0.2:${port}/`, OPTIONS)).rejects.toMatchObject({
      name: 'AbortError',
    })
  })
})
