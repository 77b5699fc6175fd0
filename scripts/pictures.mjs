import './node-version.mjs'

const { spawn } = await import('node:child_process')
const { once } = await import('node:events')
const { mkdirSync, mkdtempSync, rmSync } = await import('node:fs')
const { tmpdir } = await import('node:os')
const path = await import('node:path')
const { BROWSER_FLAGS, requireBrowser } = await import('./browser.mjs')
const { buildPrograms, buildWeb } = await import('./build.mjs')
const { installDependencies } = await import('./install.mjs')
const { ROOT } = await import('./process.mjs')

const OUT = path.join(ROOT, 'docs/pictures')
const DESK = { width: 1440, height: 900 }
const MEASURING_LIMIT_MS = 120_000
const PHONE = { width: 390, height: 844 }
const sample = (name) => path.join(ROOT, `public/samples/${name}.jpg`)

/** An instance with nothing in it; settings of whoever runs this do not count. */
async function startProduct(dataDir) {
  const child = spawn(process.execPath, [path.join(ROOT, 'dist/serve.mjs')], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  for await (const chunk of child.stdout) {
    output += chunk
    const ready = /ready: (\S+)/.exec(output)
    if (ready) return { child, url: ready[1] }
  }
  throw new Error(`The studio did not start.\n${output}`)
}

/** Draws what the browser shows, small enough for a page that is read on the way. */
async function savePicture(page, name) {
  const { default: sharp } = await import('sharp')
  await page.mouse.move(0, 0)
  await page.getByText('Being measured').waitFor({ state: 'detached', timeout: MEASURING_LIMIT_MS })
  // What one result kept is told beside the others: all of them are measured before the picture is taken.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[role=treeitem]:not([aria-level="1"])')].every((item) =>
      item.textContent?.includes('kept'),
    ),
  )
  await page.waitForFunction(() =>
    [...document.images].every(
      (image) => image.loading === 'lazy' || (image.complete && image.naturalWidth > 0),
    ),
  )
  // A notice lies over the picture for ten seconds.
  await page.waitForFunction(() => !document.querySelector('[aria-label="Notices"] button'))
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  await sharp(shot)
    .webp({ quality: 88 })
    .toFile(path.join(OUT, `${name}.webp`))
  console.log(`docs/pictures/${name}.webp`)
}

const form = (page) => page.getByRole('form', { name: 'Edit' })
const stage = (page) => page.getByRole('region', { name: 'Stage' })

/** One after the other, so that they come in the same order every time. */
async function addPhotos(page, ...names) {
  const added = page.getByRole('list', { name: 'Input images' })
  for (const name of names) {
    await page.getByLabel('Add images', { exact: true }).setInputFiles(sample(name))
    await added.getByRole('button', { name: `Remove ${name}.jpg` }).waitFor()
  }
}

/** Asks for an edit with a seed of its own and waits for its results. */
async function run(page, prompt, { seed = 7, results = 1 } = {}) {
  await form(page).getByRole('spinbutton', { name: 'Seed' }).fill(String(seed))
  await form(page).getByRole('spinbutton', { name: 'Results per model' }).fill(String(results))
  await form(page).getByRole('textbox', { name: 'Prompt' }).fill(prompt)
  const tree = page.getByRole('tree', { name: 'Edit history' })
  const before = await tree.getByRole('treeitem').count()
  await form(page).getByRole('button', { name: 'Run', exact: true }).click()
  await tree
    .getByRole('treeitem')
    .nth(Math.max(before, 1) + results - 1)
    .waitFor()
  await tree.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
}

const continueFromHere = (page) =>
  stage(page).getByRole('button', { name: 'Continue from here' }).last().click()
const chooseView = (page, name) => stage(page).getByRole('radio', { name, exact: true }).click()

async function visit(page, url) {
  await Promise.all([page.waitForRequest(/\/events\?/), page.goto(url)])
  await page.evaluate(() => document.fonts.ready)
}

async function nameProject(page, name) {
  await page.getByRole('button', { name: /^Project name/ }).click()
  await page.getByRole('textbox', { name: 'Project name' }).fill(name)
  await page.keyboard.press('Enter')
}

async function drawDesk(browser, url) {
  const page = await browser.newPage({
    baseURL: url,
    viewport: DESK,
    colorScheme: 'dark',
    reducedMotion: 'reduce',
  })
  await visit(page, '/')
  await page.getByRole('region', { name: 'Sample photos' }).locator('img').last().waitFor()
  await savePicture(page, 'first-visit')

  await nameProject(page, 'Autumn menu')
  await addPhotos(page, 'fig-red-bowl', 'cat', 'coffee')
  await form(page).getByRole('button', { name: 'Settings' }).click()
  await run(page, 'black and white background')
  await run(page, 'make the red bowl ochre')
  await run(page, 'make the red bowl teal')
  await form(page).getByRole('button', { name: 'Settings' }).click()
  await chooseView(page, 'Split')
  await page.getByText('Alignment', { exact: true }).waitFor()
  await savePicture(page, 'split')

  await page.emulateMedia({ colorScheme: 'light' })
  await form(page).getByRole('button', { name: 'Settings' }).click()
  await continueFromHere(page)
  await run(page, 'strong film grain and a vignette', { results: 3 })
  await form(page).getByRole('button', { name: 'Settings' }).click()
  await chooseView(page, 'Side by side')
  await savePicture(page, 'side-by-side')

  await page.goto('/models')
  await savePicture(page, 'models')
  await page.close()
}

async function drawPhone(browser, url) {
  const page = await browser.newPage({
    baseURL: url,
    viewport: PHONE,
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
  })
  await visit(page, '/')
  await chooseView(page, 'Split')
  await stage(page).getByRole('figure').last().getByRole('img').waitFor()
  await savePicture(page, 'phone')
  await page.close()
}

async function main() {
  await installDependencies()
  await buildPrograms()
  await buildWeb()
  const { chromium } = await import('@playwright/test')
  mkdirSync(OUT, { recursive: true })
  const dataDir = mkdtempSync(path.join(tmpdir(), 'afterimage-pictures-'))
  const { child, url } = await startProduct(dataDir)
  const browser = await chromium.launch({ executablePath: await requireBrowser(), args: BROWSER_FLAGS })
  try {
    await drawDesk(browser, url)
    await drawPhone(browser, url)
  } finally {
    await browser.close()
    child.kill('SIGTERM')
    await once(child, 'exit')
    rmSync(dataDir, { recursive: true, force: true })
  }
}

try {
  await main()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
