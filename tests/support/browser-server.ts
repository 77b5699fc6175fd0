import { readFileSync, rmSync } from 'node:fs'
import { type BrowserContext, test as base } from '@playwright/test'
import { headersOf } from './built-actions'
import { createDataFolder } from './data-folder'
import { type Instance, startInstance } from './instance'
import { createStudioPage, type StudioPage } from './studio-page'

/** The running product of one file of browser tests; it can be stopped, crashed and started again at the same address. */
export type BrowserServer = {
  url: string
  dataDir: string
  /** An orderly stop, then a start. */
  restart(): Promise<void>
  /** A crash, then a start. */
  crash(): Promise<void>
  /** A crash of the process that does the work, and of it alone. */
  crashWorker(): void
}

async function createServer(
  env: Record<string, string>,
): Promise<BrowserServer & { close(): Promise<void> }> {
  const dataDir = createDataFolder()
  let instance: Instance = await startInstance({ dataDir, env })
  const { url, port } = instance
  const startAgain = async () => {
    instance = await startInstance({ dataDir, env, port })
  }
  return {
    url,
    dataDir,
    async restart() {
      await instance.stop()
      await startAgain()
    },
    async crash() {
      await instance.kill()
      await startAgain()
    },
    crashWorker: () => process.kill(requireChild(instance.process.pid!, 'worker.mjs'), 'SIGKILL'),
    async close() {
      await instance.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function requireChild(pid: number, program: string): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  const child = children.find((each) => readFileSync(`/proc/${each}/cmdline`, 'utf8').includes(program))
  if (!child) throw new Error(`Process ${pid} has no child ${program}`)
  return Number(child)
}

/** Makes a project as the page of projects does, without opening that page. @returns its address */
async function createProject(url: string): Promise<string> {
  const headers = headersOf('createProject')
  const answer = await (await fetch(`${url}/projects`, { method: 'POST', headers, body: '[]' })).text()
  const id = /"projectId":"([^"]+)"/.exec(answer)?.[1]
  if (!id) throw new Error(`No project was made: ${answer}`)
  return `/projects/${id}`
}

/** Everything that a tab complains about: the console, uncaught errors, refused and failed requests. */
function listenForComplaints(context: BrowserContext): string[] {
  const complaints: string[] = []
  context.on('console', (message) => {
    // The browser's own lines about requests do not name the request: those are told below.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(error.error().message))
  context.on('response', (response) => {
    const { pathname } = new URL(response.url())
    const method = response.request().method()
    if (response.status() >= 400) complaints.push(`${response.status()} ${method} ${pathname}`)
  })
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    // What a page ends by itself, by being left or by cancelling, is no failure.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${reason} ${new URL(request.url()).pathname}`)
  })
  return complaints
}

/**
 * Playwright's `test` with the product behind it: `page.goto('/')` opens the studio, `studio` a new project of its own.
 * A complaint of the browser fails the test, unless `expectComplaints` names it.
 */
export const test = base.extend<
  { complaints: string[]; expectComplaints: (pattern: RegExp) => void; studio: StudioPage },
  { settings: Record<string, string>; server: BrowserServer }
>({
  settings: [{}, { option: true, scope: 'worker' }],
  server: [
    async ({ settings }, use) => {
      const server = await createServer(settings)
      await use(server)
      await server.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  complaints: async ({ context }, use) => use(listenForComplaints(context)),
  expectComplaints: [
    async ({ complaints }, use) => {
      const expected: RegExp[] = []
      await use((pattern) => expected.push(pattern))
      base.expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([])
    },
    { auto: true },
  ],
  studio: async ({ page, server }, use) => {
    const studio = createStudioPage(page)
    await studio.open(await createProject(server.url))
    await use(studio)
  },
})

export const expect = base.expect
