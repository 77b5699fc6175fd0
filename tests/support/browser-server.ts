import { rmSync } from 'node:fs'
import { test as base } from '@playwright/test'
import { createDataFolder } from './data-folder'
import { type Instance, startInstance } from './instance'

/** The running product of one file of browser tests; it can be stopped, crashed and started again at the same address. */
export type BrowserServer = {
  url: string
  dataDir: string
  /** An orderly stop, then a start. */
  restart(): Promise<void>
  /** A crash, then a start. */
  crash(): Promise<void>
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
    async close() {
      await instance.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * Playwright's `test` with the product behind it: `page.goto('/')` opens the studio, and an error in the browser's
 * console or an uncaught one fails the test. Settings: `test.use({ settings: { WORKER: 'off' } })`.
 */
export const test = base.extend<
  { consoleErrors: string[] },
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
  /** What the browser complained about; a test that expects complaints empties it. */
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      page.on('pageerror', (error) => errors.push(error.message))
      await use(errors)
      base.expect(errors).toEqual([])
    },
    { auto: true },
  ],
})

export const expect = base.expect
