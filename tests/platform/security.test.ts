import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { headersOf, readActions, readBuilt } from '../support/built-actions'
import { createDataFolder } from '../support/data-folder'
import { type Instance, startInstance } from '../support/instance'
import { type RawAnswer, type RawOptions, sendRaw } from '../support/raw-request'

const PASSWORD = 'correct horse battery'
const CANARY = 'CANARY4711'
const SECRET_NAME = 'Wedding of the century'
const PHOTO = readFileSync('public/samples/cat.jpg')
const imageId = () => createHash('sha256').update(PHOTO).digest('hex')

/** Nothing listens there: the keys must not leave the machine in a test either. */
const settings = {
  AUTH_PASSWORD: PASSWORD,
  AIML_API_KEY: `sk-${CANARY}-aiml`,
  PIXAZO_API_KEY: `${CANARY}-pixazo`,
  AIML_BASE_URL: 'http://127.0.0.1:9',
  PIXAZO_BASE_URL: 'http://127.0.0.1:9',
}

const buildId = () => readFileSync('.next/BUILD_ID', 'utf8')

let dataDir: string
let instance: Instance
let cookie: string
let projectId: string
let canary: Server
const canaryHits: string[] = []

const send = (where: string, options?: RawOptions) => sendRaw(instance.url, where, options)
const sendAs = (who: string, where: string, { headers, ...rest }: RawOptions = {}) =>
  send(where, { ...rest, headers: { ...headers, cookie: who } })
const signIn = (password: string, headers: Record<string, string> = {}) =>
  send('/api/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ password }),
  })
const act = (name: string, args: unknown[], headers: Record<string, string> = {}) =>
  send(`/projects/${projectId}`, {
    method: 'POST',
    headers: { ...headersOf(name), ...headers },
    body: JSON.stringify(args),
  })
/** As the router asks: with the headers of its own, and to the address that the first answer leads to. */
async function sendFlight(where: string, headers: Record<string, string>) {
  const first = await send(where, { headers: { rsc: '1', ...headers } })
  const next = first.headers.location
  return next?.includes('?_rsc') ? send(next, { headers: { rsc: '1', ...headers } }) : first
}
const pairOf = (setCookie = '') => setCookie.split(';')[0] ?? ''

beforeAll(async () => {
  dataDir = createDataFolder()
  instance = await startInstance({ dataDir, env: settings })
  canary = createServer((request, response) => {
    canaryHits.push(request.url ?? '')
    response.end()
  }).listen(0, '127.0.0.1')
  await vi.waitFor(() => expect(canary.listening).toBe(true))
  cookie = pairOf((await signIn(PASSWORD)).headers['set-cookie'])
  projectId = (await sendAs(cookie, '/')).headers.location?.split('/').pop() ?? ''
  await act('renameProject', [projectId, SECRET_NAME], { cookie })
  await sendAs(cookie, '/api/images?name=cat.jpg', { method: 'PUT', body: PHOTO })
})
afterAll(async () => {
  canary.close()
  await instance.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** What may be seen by everybody. */
const OPEN = ['/api/health', '/sign-in', '/api/sign-in', '/api/sign-out', '/_not-found', '/_global-error']

const closedAddresses = () =>
  Object.values(readBuilt('app-path-routes-manifest.json') as Record<string, string>)
    .filter((route) => !OPEN.includes(route))
    .map((route) =>
      route
        .replace('[projectId]', projectId)
        .replace('[imageId]', imageId())
        .replace('[editId]', projectId)
        .replace('[rendition]', 'thumb')
        .replace('[map]', 'map'),
    )

const detoursOf = (where: string): string[] => [
  where,
  `${where}/`,
  `/${where}`,
  where.toUpperCase(),
  where.replace(/(.)\//, '$1%2f'),
  `${where};a`,
  `${where}.rsc`,
  `${where}?_rsc=1`,
  `${where}.segments/_tree.segment.rsc`,
  `/_next/data/${buildId()}${where}.json`,
  `/./${where}`,
  `/sign-in/..${where}`,
  `/_next/static/..%2f..${where}`,
]
const disguises: Record<string, string>[] = [
  {},
  { 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  { 'x-middleware-subrequest': 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy' },
  { 'x-middleware-rewrite': '/api/health', 'x-original-url': '/api/health', 'x-forwarded-host': 'localhost' },
  { cookie: `afterimage=${'A'.repeat(43)}; __Host-afterimage=${'A'.repeat(43)}` },
]

describe('without a session', () => {
  test('no address gives anything away, by no detour and in no disguise', { timeout: 60_000 }, async () => {
    // A prefetch of the tree gets the names of its segments, which the address has said already.
    const isBareTree = (body: string) => body.length < 500 && !body.includes('"$","')
    const isEmptyHanded = ({ status, headers, body }: RawAnswer) =>
      (status >= 300 || isBareTree(body) || /NEXT_REDIRECT|NEXT_HTTP_ERROR|"Sign in"/.test(body)) &&
      !body.includes(SECRET_NAME) &&
      !/^image|event-stream/.test(headers['content-type'] ?? '')
    const leaks: string[] = []
    for (const where of closedAddresses()) {
      for (const detour of detoursOf(where)) if (!isEmptyHanded(await send(detour))) leaks.push(detour)
      for (const headers of disguises)
        for (const answer of [await send(where, { headers }), await sendFlight(where, headers)])
          if (!isEmptyHanded(answer)) leaks.push(`${where} ${JSON.stringify(headers)}`)
    }
    expect(leaks).toEqual([])
  })

  test('the same addresses answer those who are signed in', async () => {
    const page = await sendAs(cookie, `/projects/${projectId}`)
    expect(page.body).toContain(SECRET_NAME)
    const flight = await sendFlight(`/projects/${projectId}`, { cookie })
    expect(flight.headers['content-type']).toMatch('text/x-component')
    expect(flight.body).toContain(SECRET_NAME)
    expect((await sendAs(cookie, `/api/images/${imageId()}/thumb`)).headers['content-type']).toBe(
      'image/webp',
    )
  })

  test.each(['/', '/projects', '/models'])('%s leads to the sign-in page and back', async (where) => {
    const { status, headers } = await send(where)
    expect([status, headers.location]).toEqual([307, `/sign-in?next=${encodeURIComponent(where)}`])
  })

  test.each(['GET', 'HEAD', 'PUT', 'POST', 'DELETE'])(
    'routes answer %s with a status, not with data',
    async (method) => {
      for (const where of ['/api/images', '/api/images/from-url', `/api/images/${imageId()}`]) {
        const { status, body } = await send(where, { method })
        expect([400, 401, 405], where).toContain(status)
        if (status === 401 && method !== 'HEAD') expect(JSON.parse(body).error.code).toBe('not_signed_in')
      }
    },
  )

  test('no server action does anything', async () => {
    for (const { name } of readActions()) {
      const { body } = await act(name, [projectId, projectId, true])
      expect(body, name).toContain('not_signed_in')
      expect(body, name).not.toContain(SECRET_NAME)
    }
  })

  test('health tells no more than the state of the parts', async () => {
    const { status, body } = await send('/api/health')
    expect(status).toBe(200)
    expect(Object.keys(JSON.parse(body)).sort()).toEqual([
      'database',
      'status',
      'storage',
      'version',
      'worker',
    ])
  })

  test.each([
    '/.env',
    '/.git/config',
    '/package.json',
    '/.next/BUILD_ID',
    '/_next/server/app-paths-manifest.json',
    '/_next/static/../server/server-reference-manifest.json',
    '/samples/..%2f..%2fpackage.json',
    '/data/instance.lock',
  ])('%s is not served', async (where) => {
    const { status, body } = await send(where)
    expect(status).toBeGreaterThanOrEqual(300)
    expect(body).not.toMatch(/"dependencies"|encryptionKey|\[core\]/)
  })
})

describe('requests that other sites send', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1.evil.example' },
    { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  const isAlive = async () => (await sendAs(cookie, '/projects')).status === 200

  test.each(foreign)('%j changes nothing, although the cookie came along', async (headers) => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const requests: [string, RawOptions][] = [
      ['/api/images?name=x.png', { method: 'PUT', body: PHOTO }],
      [
        '/api/images/from-url',
        { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"url":"http://x"}' },
      ],
      ['/api/sign-in', { method: 'POST', headers: form, body: `password=${PASSWORD}` }],
      ['/api/sign-out', { method: 'POST', headers: form }],
    ]
    for (const [where, options] of requests) {
      const answer = await sendAs(cookie, where, { ...options, headers: { ...options.headers, ...headers } })
      expect(answer.status, where).toBe(403)
      expect(JSON.parse(answer.body).error.code).toBe('foreign_origin')
    }
    expect(await isAlive()).toBe(true)
    const { body } = await act('renameProject', [projectId, 'Taken over'], { cookie, ...headers })
    expect(body).not.toContain('"ok":true')
    expect((await sendAs(cookie, `/projects/${projectId}`)).body).toContain(SECRET_NAME)
  })

  test('a preflight of another site gets no leave', async () => {
    const { headers } = await sendAs(cookie, '/api/images', {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example', 'access-control-request-method': 'PUT' },
    })
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test.each(['/', '/sign-in', '/api/health-of-others', `/api/images/${'a'.repeat(64)}/thumb`])(
    'under a foreign host name %s is refused',
    async (where) => {
      const { status } = await sendAs(cookie, where, { headers: { host: 'evil.example' } })
      expect([403, 404]).toContain(status)
      expect((await sendAs(cookie, '/', { headers: { host: 'evil.example' } })).status).toBe(403)
    },
  )
})

describe('what is served', () => {
  const pages = ['/', '/projects', '/models', '/sign-in', '/nowhere']

  test.each(pages)('%s runs only scripts with the nonce of this one answer', async (where) => {
    const [first, second] = [await sendAs(cookie, where), await sendAs(cookie, where)]
    const nonceOf = ({ headers }: typeof first) =>
      /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1]
    expect(nonceOf(first)).toBeTruthy()
    expect(nonceOf(first)).not.toBe(nonceOf(second))
    const nonces = [...first.body.matchAll(/<script[^>]*>/g)].map(([tag]) => /nonce="([^"]*)"/.exec(tag)?.[1])
    expect(new Set([...nonces, nonceOf(first)])).toEqual(new Set([nonceOf(first)]))
  })

  test.each([...pages, '/icon.svg', '/api/health'])('%s bears the standing headers', async (where) => {
    expect((await sendAs(cookie, where)).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
  })

  test.each(['thumb', 'preview', 'full?format=png'])(
    'the %s of a picture can be nothing but a picture',
    async (kind) => {
      const { status, headers, body } = await sendAs(cookie, `/api/images/${imageId()}/${kind}`)
      expect(status).toBe(200)
      // A download shows how far it is, and one that was cut is known as such.
      expect(headers['content-length']).toBe(String(body.length))
      expect(headers['content-type']).toMatch(/^image\/(webp|png)$/)
      expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox")
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['cache-control']).toMatch(/private|no-store/)
    },
  )

  test('a small copy that the browser has is not sent again, also when a proxy asks', async () => {
    const where = `/api/images/${imageId()}/thumb`
    const { etag = '' } = (await sendAs(cookie, where)).headers
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const { status, body } = await sendAs(cookie, where, { headers: { 'if-none-match': known } })
      expect([status, body]).toEqual([304, ''])
    }
  })

  test.each<[string, string, number, string, RawOptions?]>([
    ['a file', '/api/images?name=cat.jpg', 415, 'unsupported_format', { method: 'PUT', body: 'no picture' }],
    ['no file at all', '/api/images?name=cat.jpg', 422, 'empty_file', { method: 'PUT' }],
    ['an address that does not exist', '/api/nowhere', 404, 'not_found'],
    ['one below another', `/api/images/${'a'.repeat(64)}/thumb/more`, 404, 'not_found'],
    ['a command that does not exist', '/api/nowhere', 404, 'not_found', { method: 'POST', body: '{}' }],
    ['an address that cannot be decoded', '/api/images/%zz/thumb', 400, 'bad_request'],
    [
      'events of no project',
      `/api/projects/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}/events`,
      404,
      'not_found',
    ],
  ])('%s is refused in the one form of errors', async (_, where, status, code, options) => {
    const answer = await sendAs(cookie, where, options)
    const { error } = JSON.parse(answer.body)
    expect([answer.status, error.code]).toEqual([status, code])
    expect(error.message).toMatch(/^[A-Z]/)
    expect(error.file).toBe(where.startsWith('/api/images?') ? 'cat.jpg' : undefined)
  })

  test('a command beyond a limit is refused by the name of the limit', async () => {
    const input = { imageId: imageId(), editId: null, name: 'cat.jpg' }
    const settings = { guidance: 5.5, seed: null, watermark: false, size: 'input', results: 1 }
    const run = { projectId, clientKey: randomUUID(), prompt: 'sepia', modelIds: ['local/engine'], settings }
    const commands: [string, unknown[], string][] = [
      ['startRun', [{ ...run, inputs: [], prompt: 'a'.repeat(32_001) }], 'prompt_too_long'],
      ['startRun', [{ ...run, inputs: Array(17).fill(input) }], 'too_many_inputs'],
      ['setInputs', [projectId, Array(17).fill(input)], 'too_many_files'],
      ['startRun', [{}], 'bad_request'],
    ]
    for (const [name, args, code] of commands)
      expect((await act(name, args, { cookie })).body).toContain(`"code":"${code}"`)
  })

  test.each(['', 'nonsense', `http://a.example/${'a'.repeat(10_000)}`, 'data:image/png;base64,AAAA'])(
    'no picture is fetched from an address like %.20s',
    async (url) => {
      const body = JSON.stringify({ url })
      const answer = await sendAs(cookie, '/api/images/from-url', { method: 'POST', body })
      expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([422, 'url_not_allowed'])
    },
  )

  test('keys of providers are in nothing that leaves the server, and not in the log', async () => {
    await act('checkModelAgain', ['aiml/seededit-3-0'], { cookie })
    const answers = await Promise.all([
      ...['/models', '/projects', `/projects/${projectId}`, '/api/health', '/sign-in', '/nowhere'].flatMap(
        (where) => [sendAs(cookie, where), sendFlight(where, { cookie })],
      ),
      sendAs(cookie, `/api/projects/${projectId}/events`),
      act('loadSnapshot', [projectId], { cookie }),
      act('startRun', [{}], { cookie }),
    ])
    expect(answers.some(({ body }) => body.includes(SECRET_NAME))).toBe(true)
    expect(answers.filter(({ body, headers }) => (body + JSON.stringify(headers)).includes(CANARY))).toEqual(
      [],
    )
    expect(instance.output()).not.toContain(CANARY)
    const served = readdirSync('.next/static', { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.\w+$/.test(name),
    )
    const telling = served.filter((name) => {
      const text = readFileSync(path.join('.next/static', name), 'latin1')
      return [CANARY, 'AUTH_PASSWORD', 'DATABASE_URL'].some((word) => text.includes(word))
    })
    expect(served.length).toBeGreaterThan(5)
    expect(telling).toEqual([])
  })
})

describe('requests made to break in', () => {
  const canaryUrl = () => `http://127.0.0.1:${(canary.address() as { port: number }).port}`

  test('bodies that pretend to be of the framework are refused and harm nobody', async () => {
    const boundary = 'b'
    const part = (name: string, value: string) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const bodies = [
      part('0', '{"then":"$1:__proto__:then","status":"resolved_model","value":"{}","_response":{}}') +
        part('1', '"$@0"'),
      part('0', '["$F1"]') + part('1', '{"id":"child_process#execSync","bound":["id"]}'),
      part('0', '"$Q0"') + part('$ACTION_REF_0', '') + part('$ACTION_0:0', '{"id":"x","bound":"$@0"}'),
    ]
    for (const body of bodies)
      for (const id of ['x', '__proto__', headersOf('startRun')['next-action'], 'a'.repeat(5_000)]) {
        const { status, body: answer } = await send('/', {
          method: 'POST',
          headers: { 'next-action': id, 'content-type': `multipart/form-data; boundary=${boundary}` },
          body: `${body}--${boundary}--\r\n`,
        })
        expect(status === 303 || status === 200 || status >= 400).toBe(true)
        expect(answer).not.toContain('uid=')
      }
    expect((await send('/api/health')).status).toBe(200)
  })

  test.each(['/_next/image?w=64&q=75&url=', '/_next/image?w=640&q=75&url=%2F'])(
    '%s… reaches nothing: there is no image proxy',
    async (where) => {
      const { status } = await sendAs(cookie, `${where}${encodeURIComponent(canaryUrl())}`)
      expect([400, 404]).toContain(status)
      expect(canaryHits).toEqual([])
    },
  )

  test('an upgrade to another address is not passed on', async () => {
    const { hostname, port } = new URL(instance.url)
    for (const where of [`${canaryUrl()}/`, `//${new URL(canaryUrl()).host}/`, '/']) {
      const socket = connect(Number(port), hostname)
      const closed = new Promise((resolve) => socket.on('close', resolve).on('error', resolve))
      socket.write(
        `GET ${where} HTTP/1.1\r\nHost: ${new URL(canaryUrl()).host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
      )
      socket.once('data', () => socket.end())
      await closed
    }
    expect(canaryHits).toEqual([])
    expect((await send('/api/health')).status).toBe(200)
  })

  test('a body without end is refused by those who take little', async () => {
    const { status } = await send('/api/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      body: `{"password":"${'a'.repeat(1_000_000)}"}`,
    })
    expect(status).toBe(400)
  })
})

describe('signing in', () => {
  const post = (fields: Record<string, string>, who = '') =>
    sendAs(who, '/api/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    })

  test('the form leads on to a page of ours only', async () => {
    const ways = [
      '/models',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      'https://evil.example',
    ]
    const answers = await Promise.all(ways.map((next) => post({ password: PASSWORD, next })))
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual(
      ['/models', '/', '/', '/', '/'].map((way) => [303, way]),
    )
    expect(answers[0]?.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Lax$/)
  })

  test('the page shows no words from its address', async () => {
    const { body } = await send('/sign-in?problem=<script>alert(1)</script>&next=javascript:alert(1)')
    expect(body).not.toMatch(/<script>alert|value="javascript/)
    expect((await send('/sign-in?problem=wrong_password')).body).toMatch(/role="alert"/)
  })

  test('signing out ends the session also for a copy of its cookie', async () => {
    const own = pairOf((await signIn(PASSWORD)).headers['set-cookie'])
    expect((await sendAs(own, '/projects')).status).toBe(200)
    const { status, headers } = await sendAs(own, '/api/sign-out', { method: 'POST' })
    expect([status, headers.location]).toEqual([303, '/sign-in'])
    expect((await sendAs(own, '/projects')).status).toBe(307)
    expect((await sendAs(own, `/api/images/${imageId()}/thumb`)).status).toBe(401)
  })

  test('guessing is stopped after five tries, whatever address is claimed; who is in stays in', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 7; n++)
      statuses.push(
        (await signIn('guess', { 'x-forwarded-for': `192.0.2.${n}`, 'x-real-ip': `192.0.2.${n}` })).status,
      )
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
    const { headers } = await post({ password: PASSWORD, next: '/models' })
    expect(headers.location).toBe('/sign-in?problem=too_many_attempts&next=%2Fmodels')
    expect((await sendAs(cookie, '/projects')).status).toBe(200)
  })

  test('a session outlives a restart, but not another password; behind https its cookie is sealed', {
    timeout: 90_000,
  }, async () => {
    const startAgain = async (more: Record<string, string>) => {
      await instance.stop()
      instance = await startInstance({ dataDir, env: { ...settings, ...more } })
    }
    await startAgain({})
    expect((await sendAs(cookie, '/projects')).status).toBe(200)
    await startAgain({ AUTH_PASSWORD: 'another horse', PUBLIC_URL: 'https://photos.example' })
    expect((await sendAs(cookie, '/projects')).status).toBe(307)
    const { headers } = await signIn('another horse', {
      host: 'photos.example',
      origin: 'https://photos.example',
    })
    expect(headers['set-cookie']).toMatch(/^__Host-.*; Secure$/)
    const sealed = pairOf(headers['set-cookie'])
    const { body } = await act('loadSnapshot', [projectId], {
      cookie: sealed,
      origin: 'https://photos.example',
    })
    expect(body).toContain(SECRET_NAME)
  })
})
