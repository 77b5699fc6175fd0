import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT, run, withProgress } from './process.mjs'

/**
 * What Chromium is to leave out. The first two draw the suggestions of its address bar, which nobody sees, anew for each
 * window: as much work as one of our pages. The others are Playwright's own list, which this one takes the place of.
 */
const FEATURES_OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
]

/** Root may not use Chromium's sandbox; the rest keeps it from asking the network for anything by itself. */
export const BROWSER_FLAGS = [
  `--disable-features=${FEATURES_OFF.join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const APPLICATIONS = ['Google Chrome', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)
/** The newest that ships its browser in its tarball and runs on Node 20. */
const TARBALL_BROWSER = '@sparticuz/chromium@147.0.0'
const TARBALL_FOLDER = path.join(ROOT, 'node_modules/.cache/chromium')
const PLAYWRIGHT_LIMIT_MS = 180_000
const DEBIAN_LIMIT_MS = 300_000

const onPath = (name) =>
  (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name))

async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

async function tarballBrowser() {
  const require = createRequire(path.join(TARBALL_FOLDER, 'package.json'))
  const { default: chromium } = await import(pathToFileURL(require.resolve('@sparticuz/chromium')).href)
  return chromium.executablePath()
}

/** A Chromium that is on the machine already, or undefined. CHROMIUM_PATH goes before all others. */
export async function findBrowser() {
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...NAMES.flatMap(onPath),
    ...APPLICATIONS,
    await playwrightBrowser(),
  ]
  const found = candidates.find((file) => file && existsSync(file))
  if (found) return found
  return existsSync(path.join(TARBALL_FOLDER, 'node_modules')) ? tarballBrowser() : undefined
}

const isRoot = process.getuid?.() === 0
const isDebian = () => {
  try {
    execFileSync('apt-get', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Each way to get a browser, in the order in which they are tried: not every machine reaches every source. */
const WAYS = [
  {
    what: 'Downloading a browser for the tests',
    get: () =>
      run('npx', ['playwright', 'install', 'chromium'], { timeoutMs: PLAYWRIGHT_LIMIT_MS, output: [] }),
  },
  {
    what: "Installing Debian's Chromium for the tests",
    isPossible: () => isRoot && isDebian(),
    async get() {
      await run('apt-get', ['update'], { timeoutMs: DEBIAN_LIMIT_MS, output: [] })
      await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
        timeoutMs: DEBIAN_LIMIT_MS,
        output: [],
      })
    },
  },
  {
    what: 'Installing a packed Chromium for the tests',
    get: () =>
      run('npm', ['install', '--prefix', TARBALL_FOLDER, '--loglevel=error', TARBALL_BROWSER], {
        output: [],
      }),
  },
]

/** The path of a Chromium, installed when there is none. */
export async function requireBrowser() {
  const present = await findBrowser()
  if (present) return present
  for (const { what, get, isPossible = () => true } of WAYS) {
    if (!isPossible()) continue
    await withProgress(what, get)
    const found = await findBrowser()
    if (found) return found
  }
  throw new Error('No Chromium could be found or installed. Install one, or set CHROMIUM_PATH to it.')
}
