import { rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { findModel } from '@/lib/models/catalogue'
import { createAiml } from '@/lib/providers/aiml.server'
import { type Instance, startInstance } from '../../tests/support/instance'
import { startBase64Vendor } from './base64-vendor'
import { openBrowser, openPage, pressRun } from './browser'
import { residentMb } from './memory'
import { median, type Row } from './row'
import { nowMs, startVendor, type Vendor } from './vendor'

const RUNS = 9
/** By then the result before is measured, and nothing else goes on. */
const REST_MS = 5_000
const MODEL_TAKES_MS = 2_000
const FOUR_MODELS = [
  'Seedream v4 Edit (AIML)',
  'Seedream 4.5 (AIML)',
  'Seedream 5.0 Lite (AIML)',
  'Seedream 5.0 Pro (AIML)',
]
const WARM_EDITS = 50
const ALL_EDITS = 500
const BASE64_BYTES = 64_000_000

/** One megapixel of a real photo. */
const makePhoto = (width = 1152, height = 896) =>
  sharp('public/samples/fig-red-bowl.jpg').resize(width, height, { fit: 'cover' })

/** Pictures that differ, so that none is known when it comes. */
const makeAnswers = (count: number, width?: number, height?: number): Promise<Buffer[]> =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      makePhoto(width, height).modulate({ hue: index }).png({ compressionLevel: 2 }).toBuffer(),
    ),
  )

async function chooseModels(page: Page, names: readonly string[]): Promise<void> {
  const models = page.getByRole('group', { name: 'Models' })
  const all = page.getByRole('button', { name: 'All models' })
  if ((await all.count()) > 0) await all.click()
  for (const name of names) await models.getByRole('checkbox', { name, exact: true }).check({ force: true })
  await models.getByRole('checkbox', { name: 'Local engine', exact: true }).uncheck({ force: true })
}

const write = (page: Page, words: string) => page.getByRole('textbox', { name: 'Prompt' }).fill(words)

/** What the product adds to a model that answers at once: before its socket, and after its last byte. */
async function measureOne(page: Page, vendor: Vendor): Promise<Row[]> {
  const before: number[] = []
  const after: number[] = []
  for (let run = 0; run <= RUNS; run += 1) {
    await write(page, `make it warm, ${run}`)
    await page.waitForTimeout(REST_MS)
    vendor.reset()
    const { clickMs, paintedMs } = await pressRun(page, 1)
    if (run === 0) continue
    before.push(vendor.asked[0]! - clickMs)
    after.push(paintedMs[0]! - vendor.answered[0]!)
  }
  return [
    { name: 'click to the socket of the provider, 1 MP', value: median(before), unit: 'ms', limit: 60 },
    { name: 'last byte to painted result, 1 MP', value: median(after), unit: 'ms', limit: 120 },
  ]
}

/** Four models that take two seconds each. */
async function measureFour(page: Page, vendor: Vendor): Promise<Row[]> {
  const total: number[] = []
  const spread: number[] = []
  for (let run = 0; run < 3; run += 1) {
    await write(page, `make it cold, ${run}`)
    await page.waitForTimeout(REST_MS)
    vendor.reset()
    const { clickMs, paintedMs } = await pressRun(page, FOUR_MODELS.length)
    total.push(Math.max(...paintedMs) - clickMs)
    spread.push(Math.max(...vendor.asked) - Math.min(...vendor.asked))
  }
  return [
    { name: 'four models of 2 s, all painted', value: median(total), unit: 'ms', limit: 2_300 },
    { name: 'four models, first to last start', value: median(spread), unit: 'ms', limit: 30 },
  ]
}

/** Edits of a small photo, four at a press, until there were 500. */
async function measureMemory(page: Page, vendor: Vendor, instance: Instance): Promise<Row[]> {
  const memory: Record<number, { web: number; worker: number }> = {}
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('spinbutton', { name: 'Results per model' }).fill('4')
  const perPress = 4
  for (let done = 0; done < ALL_EDITS; done += perPress) {
    await write(page, `small change ${done}`)
    vendor.reset()
    await pressRun(page, perPress)
    if (done + perPress === WARM_EDITS + 2 || done + perPress === ALL_EDITS)
      memory[done + perPress] = {
        web: residentMb(instance, 'web'),
        worker: residentMb(instance, 'worker'),
      }
  }
  const [warm, all] = Object.values(memory)
  return (['web', 'worker'] as const).map((name) => ({
    name: `memory of ${name} after 500 edits, to that after 50`,
    value: all![name] / warm![name],
    unit: '1',
    limit: 1.1,
  }))
}

/** How long the event loop stands still at the most while an answer with 64 MB of base64 is taken in. */
async function measureBlocking(): Promise<Row> {
  const card = findModel('aiml/bytedance-seedream-v4-edit')
  if (!card) throw new Error('no such model')
  const png = await makePhoto(64, 64).png().toBuffer()
  const vendor = await startBase64Vendor(png, BASE64_BYTES)
  const provider = createAiml({
    key: 'key',
    baseUrl: vendor.url,
    timeoutMs: 60_000,
    safeFetch: () => Promise.reject(new Error('nothing is fetched here')),
  })
  const request = provider.build({
    card,
    prompt: 'make it warm',
    inputs: [{ imageId: '', sentHash: '', bytes: png, format: 'png', width: 64, height: 64, changes: [] }],
    settings: { advanced: {} },
    results: 1,
    clientRequestId: 'bench',
  })
  let last = nowMs()
  let longest = 0
  const timer = setInterval(() => {
    longest = Math.max(longest, nowMs() - last)
    last = nowMs()
  }, 1)
  const hooks = { onAccepted: async () => {}, onStep: async () => {}, onProgress: () => {} }
  await provider.dispatch(new AbortController().signal, request, hooks)
  clearInterval(timer)
  await vendor.close()
  return { name: 'longest block while 64 MB of base64 come in', value: longest, unit: 'ms', limit: 50 }
}

export async function measure(): Promise<Row[]> {
  // First, while no browser needs the processors.
  const blocking = await measureBlocking()
  let pictures = await makeAnswers(RUNS + 1 + 3 * FOUR_MODELS.length)
  let delayMs = 0
  const vendor = await startVendor(
    (number) => pictures[number % pictures.length]!,
    () => delayMs,
  )
  const instance = await startInstance({
    env: { AIML_API_KEY: 'key', AIML_BASE_URL: vendor.url, ALLOW_PRIVATE_ADDRESSES: vendor.host },
  })
  const browser = await openBrowser()
  try {
    const page = await openPage(browser, instance.url)
    const photo = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await makePhoto().jpeg().toBuffer() }
    await page.getByLabel('Add images', { exact: true }).setInputFiles(photo)
    await page.getByRole('list', { name: 'Input images' }).getByText('Primary').waitFor()
    await chooseModels(page, FOUR_MODELS.slice(0, 1))
    const rows = await measureOne(page, vendor)
    await chooseModels(page, FOUR_MODELS)
    delayMs = MODEL_TAKES_MS
    rows.push(...(await measureFour(page, vendor)))
    delayMs = 0
    pictures = await makeAnswers(ALL_EDITS, 128, 96)
    const models = page.getByRole('group', { name: 'Models' })
    for (const name of FOUR_MODELS.slice(1))
      await models.getByRole('checkbox', { name, exact: true }).uncheck({ force: true })
    rows.push(...(await measureMemory(page, vendor, instance)))
    return [...rows, blocking]
  } finally {
    await browser.close()
    await instance.stop()
    await vendor.close()
    rmSync(instance.dataDir, { recursive: true, force: true })
  }
}
