import type { Browser } from '@playwright/test'
import { startInstance } from '../../tests/support/instance'
import { openBrowser } from './browser'
import { median, type Row } from './row'

const RUNS = 5

type Load = { scriptKb: number; totalKb: number; paintMs: number; blockingMs: number; shift: number }

/** One first visit with an empty cache: what came over the wire, and when something stood on the screen. */
async function measureLoad(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const kinds = new Map<string, string>()
  const bytes = { script: 0, total: 0 }
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes.total += encodedDataLength
  })
  // The packed bodies alone: what the program weighs, without the headers of each answer.
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (kinds.get(requestId) === 'Script') bytes.script += encodedDataLength
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const seen = await page.evaluate(
    () =>
      new Promise<{ paintMs: number; blockingMs: number; shift: number }>((resolve) => {
        const found = { paintMs: 0, blockingMs: 0, shift: 0 }
        const watch = (type: string, take: (entry: PerformanceEntry) => void) =>
          new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
        watch('largest-contentful-paint', (entry) => {
          found.paintMs = entry.startTime
        })
        watch('longtask', (entry) => {
          found.blockingMs += entry.duration - 50
        })
        watch('layout-shift', (entry) => {
          found.shift += (entry as PerformanceEntry & { value: number }).value
        })
        setTimeout(() => resolve(found), 300)
      }),
  )
  await context.close()
  return { scriptKb: bytes.script / 1000, totalKb: bytes.total / 1000, ...seen }
}

/** What a first visit costs. */
export async function measure(): Promise<Row[]> {
  const instance = await startInstance()
  const browser = await openBrowser()
  try {
    await measureLoad(browser, instance.url)
    const loads: Load[] = []
    for (let run = 0; run < RUNS; run += 1) loads.push(await measureLoad(browser, instance.url))
    const middle = (key: keyof Load) => median(loads.map((load) => load[key]))
    return [
      {
        name: 'main page, JavaScript, as it is sent (Brotli)',
        value: middle('scriptKb'),
        unit: 'kB',
        limit: 175,
      },
      { name: 'main page, everything over the wire', value: middle('totalKb'), unit: 'kB' },
      { name: 'largest contentful paint', value: middle('paintMs'), unit: 'ms' },
      { name: 'total blocking time', value: middle('blockingMs'), unit: 'ms' },
      { name: 'layout shift', value: middle('shift'), unit: '1', limit: 0.01 },
    ]
  } finally {
    await browser.close()
    await instance.stop()
  }
}
