import { defineConfig, devices } from '@playwright/test'
import { BROWSER_FLAGS, findBrowser } from './scripts/browser.mjs'

/** The built product in a real Chromium; each worker of the runner starts an instance of its own. */
export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results/browser',
  // Each story has a project of its own, so that no core waits for the longest file.
  fullyParallel: true,
  workers: '100%',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // A machine that builds for others at the same time may miss a limit once; twice is a fault.
  retries: process.env.CI ? 2 : 0,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    trace: { mode: 'on-first-retry', screenshots: false },
    launchOptions: { executablePath: await findBrowser(), args: BROWSER_FLAGS },
  },
})
