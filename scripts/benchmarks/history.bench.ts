import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, CDPSession, Page } from '@playwright/test'
import sharp from 'sharp'
import { createDatabase } from '@/lib/db/connection.server'
import { startEmbedded } from '@/lib/db/embedded.server'
import { migrateDatabase } from '@/lib/db/migrate.server'
import { createProject } from '@/lib/history/project-records.server'
import { renditionKey } from '@/lib/images/record'
import { createDataFolder } from '../../tests/support/data-folder'
import { startInstance } from '../../tests/support/instance'
import { resultPicture, rootPicture, seedHistory } from '../../tests/support/long-history'
import { openBrowser, openPage, takeLongestTask } from './browser'
import { median, type Row } from './row'

const SHORT = 200
const LONG = 10_000
const PICTURES = 2_000
const RUNS = 7
const SCROLL_PX = 60
const SCROLL_FRAMES = 480

/** As many small copies as there are pictures, each of another colour: the browser must fetch and decode every one. */
async function drawCopies(files: string): Promise<void> {
  const ids = [
    ...Array.from({ length: 4 }, (_, index) => rootPicture(index)),
    ...Array.from({ length: PICTURES }, (_, index) => resultPicture(index)),
  ]
  for (const [index, id] of ids.entries()) {
    const background = { r: index % 256, g: (index * 7) % 256, b: (index * 31) % 256 }
    const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const
    const bytes = await sharp({ create: { width: 320, height: 213, channels: 3, background, noise } })
      .tint(background)
      .webp({ quality: 60 })
      .toBuffer()
    for (const kind of ['thumb', 'preview'] as const) {
      const file = path.join(files, renditionKey(id, kind))
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, bytes)
    }
  }
}

/** From the request for the page to the thumbnails that are in sight at first being painted, in ms. */
async function measureFirst(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(() => {
    const inSight = (image: HTMLImageElement, tree: DOMRect) => {
      const { top, bottom } = image.getBoundingClientRect()
      return top < Math.min(tree.bottom, innerHeight) && bottom > tree.top
    }
    const look = () => {
      const tree = document.querySelector('[role=tree]')?.parentElement
      const images = tree ? [...tree.querySelectorAll('img')] : []
      const seen = tree ? images.filter((image) => inSight(image, tree.getBoundingClientRect())) : []
      const isDone = seen.length > 3 && seen.every((image) => image.complete && image.naturalWidth > 0)
      if (isDone) Object.assign(window, { firstThumbsMs: performance.now() })
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.goto(url)
  const found = await page.waitForFunction(() => (window as { firstThumbsMs?: number }).firstThumbsMs)
  const ms = await found.jsonValue()
  await context.close()
  return ms ?? Number.NaN
}

type Scrolled = { meanFrameMs: number; worstFrameMs: number; nodes: number }

/** Scrolls the tree by a fixed step in each frame. */
const scroll = (page: Page): Promise<Scrolled> =>
  page.evaluate(
    ({ stepPx, frames }) =>
      new Promise<Scrolled>((resolve) => {
        const box = document.querySelector('[role=tree]')!.parentElement!
        const times: number[] = []
        let nodes = 0
        let direction = box.scrollTop > box.scrollHeight / 2 ? -1 : 1
        let last = performance.now()
        const step = (now: number) => {
          times.push(now - last)
          last = now
          if (box.scrollTop <= 0) direction = 1
          box.scrollTop += direction * stepPx
          if (times.length % 30 === 0) nodes = Math.max(nodes, document.querySelectorAll('*').length)
          if (times.length < frames) requestAnimationFrame(step)
          else {
            const counted = times.slice(1)
            const sumMs = counted.reduce((sum, ms) => sum + ms, 0)
            resolve({ meanFrameMs: sumMs / counted.length, worstFrameMs: Math.max(...counted), nodes })
          }
        }
        requestAnimationFrame(step)
      }),
    { stepPx: SCROLL_PX, frames: SCROLL_FRAMES },
  )

/** Processor time that the page's main thread has used, in ms: what other programs do at the same time does not count. */
async function processorMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
}

/** From a letter typed to the matching rows, in ms. */
async function measureSearch(page: Page, text: string): Promise<number> {
  await page.getByRole('searchbox', { name: 'Search history' }).focus()
  await page.evaluate(() => {
    const status = document.querySelector('section[aria-label=History] [role=status]')!
    const before = status.textContent
    let startMs = 0
    addEventListener('input', () => (startMs = performance.now()), { capture: true, once: true })
    const look = () => {
      const isFound = startMs > 0 && status.textContent !== before
      if (isFound) Object.assign(window, { searchMs: performance.now() - startMs })
      else requestAnimationFrame(look)
    }
    Object.assign(window, { searchMs: 0 })
    look()
  })
  await page.keyboard.insertText(text)
  const found = await page.waitForFunction(() => (window as { searchMs?: number }).searchMs)
  await page.keyboard.press('Escape')
  return (await found.jsonValue()) ?? Number.NaN
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1_000_000
}

/** What ten thousand edits cost, against two hundred. */
export async function measure(): Promise<Row[]> {
  const dataDir = createDataFolder()
  await drawCopies(path.join(dataDir, 'files'))
  const { signal } = new AbortController()
  const server = await startEmbedded(signal, createDataFolder())
  await migrateDatabase(signal, server.url, path.resolve('drizzle'))
  const database = createDatabase(server.url)
  const [short, long] = [await createProject(database.db), await createProject(database.db)]
  await seedHistory(database.db, short, { edits: SHORT, pictures: PICTURES, endMs: Date.now() })
  await seedHistory(database.db, long, { edits: LONG, pictures: PICTURES, endMs: Date.now() })
  await database.pool.query('vacuum analyze')
  const instance = await startInstance({ dataDir, env: { DATABASE_URL: server.url } })
  const browser = await openBrowser()
  try {
    const addressOf = (id: string) => `${instance.url}/projects/${id}`
    const shortMs: number[] = []
    const longMs: number[] = []
    await measureFirst(browser, addressOf(short))
    for (let run = 0; run < RUNS; run += 1) {
      shortMs.push(await measureFirst(browser, addressOf(short)))
      longMs.push(await measureFirst(browser, addressOf(long)))
    }
    const page = await openPage(browser, addressOf(long))
    const firstHeapMb = await heapMb(page)
    await takeLongestTask(page)
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const beforeMs = await processorMs(session)
    const scrolled = await scroll(page)
    const workMs = ((await processorMs(session)) - beforeMs) / SCROLL_FRAMES
    const longestTaskMs = await takeLongestTask(page)
    const searches: number[] = []
    for (const word of ['golden', 'lake take 77', 'seedream', 'failed', 'e'])
      searches.push(await measureSearch(page, word))
    return [
      { name: 'first thumbnails of 200 edits', value: median(shortMs), unit: 'ms' },
      { name: 'first thumbnails of 10,000 edits', value: median(longMs), unit: 'ms', limit: 400 },
      { name: '10,000 edits against 200', value: median(longMs) / median(shortMs), unit: '1', limit: 1.2 },
      { name: 'elements on the page while scrolling', value: scrolled.nodes, unit: '1', limit: 2_500 },
      { name: 'heap, page opened', value: firstHeapMb, unit: 'MB', limit: 40 },
      { name: 'heap, scrolled and searched', value: await heapMb(page), unit: 'MB', limit: 40 },
      { name: 'mean frame while scrolling', value: scrolled.meanFrameMs, unit: 'ms', limit: 1000 / 55 },
      { name: 'work of the page in a frame while scrolling', value: workMs, unit: 'ms', limit: 16 },
      { name: 'worst frame while scrolling', value: scrolled.worstFrameMs, unit: 'ms', limit: 50 },
      { name: 'longest task while scrolling', value: longestTaskMs, unit: 'ms', limit: 50 },
      { name: 'search, median', value: median(searches), unit: 'ms', limit: 100 },
      { name: 'search, slowest', value: Math.max(...searches), unit: 'ms', limit: 100 },
    ]
  } finally {
    await browser.close()
    await instance.stop()
    await database.close()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
