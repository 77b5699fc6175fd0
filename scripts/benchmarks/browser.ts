import { type Browser, chromium, type Page } from '@playwright/test'
import { BROWSER_FLAGS, findBrowser } from '../browser.mjs'

/** The browser of the benchmarks: the one of the tests, at the size for which the layout is measured. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: BROWSER_FLAGS })
}

/** A page with an empty cache and everything that was ever a long task on it. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(() => {
    const tasks: number[] = []
    Object.assign(window, { longTasks: tasks })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration)
    }).observe({ type: 'longtask', buffered: true })
  })
  await page.goto(url)
  await page.getByRole('form', { name: 'Edit' }).waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

/** The longest task since the page was opened or this was asked last, in ms; 0 when none took 50 ms. */
export function takeLongestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { longTasks } = window as unknown as { longTasks: number[] }
    return Math.max(0, ...longTasks.splice(0))
  })
}

/** Moments in ms since the epoch: of the click, and of each new result when it had been decoded and painted. */
export type Painted = { clickMs: number; paintedMs: number[] }

/** Presses Run and waits until `count` new results are painted. */
export async function pressRun(page: Page, count: number): Promise<Painted> {
  const painted = page.evaluate(
    (wanted) =>
      new Promise<Painted>((resolve) => {
        const now = () => performance.timeOrigin + performance.now()
        const idOf = (pane: Element) => pane.getAttribute('data-edit')
        let clickMs = 0
        const paintedMs: number[] = []
        const known = new Set([...document.querySelectorAll('[data-edit]')].map(idOf))
        addEventListener('click', () => (clickMs = now()), { capture: true, once: true })
        const show = async (image: HTMLImageElement) => {
          await image.decode()
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              paintedMs.push(now())
              if (paintedMs.length < wanted) return
              observer.disconnect()
              resolve({ clickMs, paintedMs })
            }),
          )
        }
        // Woken by changes only: looking at every frame would keep the browser busy that is measured.
        const observer = new MutationObserver(() => {
          for (const pane of document.querySelectorAll('figure[data-edit][data-state="succeeded"]')) {
            const image = pane.querySelector('img')
            if (known.has(idOf(pane)) || !image?.src.includes('/preview')) continue
            known.add(idOf(pane))
            void show(image)
          }
        })
        observer.observe(document.body, { subtree: true, childList: true, attributes: true })
      }),
    count,
  )
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  return painted
}
