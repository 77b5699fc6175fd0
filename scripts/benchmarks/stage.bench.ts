import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { startInstance } from '../../tests/support/instance'
import { createStudioPage, type StudioPage } from '../../tests/support/studio-page'
import { openBrowser, openPage, takeLongestTask } from './browser'
import { median, type Row } from './row'

/** The panes that are moved together: the original and five results of 12 MP. */
const RESULTS = 5
const PHOTO = { width: 4240, height: 2830 }
const PAN_MS = 3_000
const VIEWS = ['Single', 'Split', 'Side by side', 'Overlay', 'Blink', 'Side by side']
/** Where the same point is looked for in all panes, in percent. */
const ZOOMS = [25, 50, 100, 200, 400, 800, 1600]

async function makePhoto(folder: string): Promise<string> {
  const file = path.join(folder, 'twelve-megapixels.jpg')
  await sharp('public/samples/fig-red-bowl.jpg')
    .resize(PHOTO.width, PHOTO.height, { fit: 'fill' })
    .jpeg({ quality: 85 })
    .toFile(file)
  return file
}

/** More results than one run of the local engine has: they are chosen in the history. */
async function openSixPanes(studio: StudioPage, photo: string): Promise<void> {
  const { page, items } = studio
  await studio.addPhotos(photo)
  for (let made = 0; made < RESULTS; made += 1) await studio.run(`brighter by ${made + 5} %`)
  await studio.chooseView('Side by side')
  for (let at = 0; at <= RESULTS; at += 1)
    await items.nth(at).click(at > 0 ? { modifiers: ['ControlOrMeta'] } : {})
  await page.getByRole('figure').nth(RESULTS).waitFor()
  await page.waitForLoadState('networkidle')
}

/**
 * What the page's main thread worked since the last call, in ms of its own time: a machine that is busy with other
 * things does not move it.
 */
async function createWorkClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  let before = 0
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const now = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
    const worked = now - before
    before = now
    return worked
  }
}

type Frames = { count: number; perSecond: number; worstMs: number }

/** Counts the frames of the page while `act` goes on in it. */
async function countFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const times: number[] = []
    const look = (now: number) => {
      times.push(now)
      if ((window as unknown as { isCounting: boolean }).isCounting) requestAnimationFrame(look)
    }
    Object.assign(window, { isCounting: true, frameTimes: times })
    requestAnimationFrame(look)
  })
  await act()
  return page.evaluate(() => {
    const counted = window as unknown as { isCounting: boolean; frameTimes: number[] }
    counted.isCounting = false
    const times = counted.frameTimes
    const gaps = times.slice(1).map((time, index) => time - times[index]!)
    return {
      count: times.length,
      perSecond: ((times.length - 1) * 1000) / (times.at(-1)! - times[0]!),
      worstMs: Math.max(...gaps),
    }
  })
}

/** Drags the picture round in a circle: a move for each frame, as a hand does. */
async function pan(page: Page): Promise<void> {
  await page.evaluate(async (durationMs) => {
    const pane = document.querySelector<HTMLElement>('[data-viewport]')!
    const box = pane.getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    const tell = (type: string, dx: number, dy: number) =>
      pane.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          pointerId: 1,
          isPrimary: true,
          pointerType: 'mouse',
          button: type === 'pointermove' ? -1 : 0,
          buttons: 1,
          clientX: x + dx,
          clientY: y + dy,
        }),
      )
    // A made event has no pointer behind it that could be captured.
    const holder = pane.closest<HTMLElement>('.relative')!.parentElement!
    for (let each: HTMLElement | null = pane; each; each = each.parentElement)
      each.setPointerCapture = () => {}
    holder.setPointerCapture = () => {}
    tell('pointerdown', 0, 0)
    const start = performance.now()
    for (let now = start; now - start < durationMs; ) {
      const angle = (now - start) / 250
      tell('pointermove', 60 * Math.cos(angle), 40 * Math.sin(angle))
      now = await new Promise<number>(requestAnimationFrame)
    }
    tell('pointerup', 0, 0)
  }, PAN_MS)
}

/** From the press of a view's button to the second frame after it. */
async function switchViews(page: Page): Promise<number[]> {
  const times: number[] = []
  for (const view of VIEWS) {
    times.push(
      await page.evaluate(async (name) => {
        const button = document.querySelector<HTMLElement>(`[role=radio][aria-label="${name}"]`)!
        const start = performance.now()
        button.click()
        await new Promise(requestAnimationFrame)
        const channel = new MessageChannel()
        channel.port2.postMessage(null)
        await new Promise((resolve) => {
          channel.port1.onmessage = resolve
        })
        return performance.now() - start
      }, view),
    )
    await page.waitForLoadState('networkidle')
  }
  return times
}

const percentOf = async ({ stage }: StudioPage) =>
  Number.parseInt((await stage.getByRole('status', { name: 'Zoom' }).textContent())!, 10)

/** The furthest that a point of the image lies from its place in the first pane, in CSS px, over all zooms. */
async function measureLink(studio: StudioPage): Promise<number> {
  const { page } = studio
  await page.keyboard.press('0')
  while ((await percentOf(studio)) > ZOOMS[0]!) await page.keyboard.press('-')
  let furthest = 0
  for (const zoom of ZOOMS) {
    while ((await percentOf(studio)) < zoom) await page.keyboard.press('+')
    furthest = Math.max(
      furthest,
      await page.evaluate(() => {
        const panes = [...document.querySelectorAll('[data-viewport]')]
        const places = panes.map((pane) => {
          const [box, image] = [
            pane.getBoundingClientRect(),
            pane.querySelector('img')!.getBoundingClientRect(),
          ]
          return [image.left - box.left, image.top - box.top, image.right - box.left, image.bottom - box.top]
        })
        return Math.max(
          ...places.flatMap((place) => place.map((side, at) => Math.abs(side - places[0]![at]!))),
        )
      }),
    )
  }
  return furthest
}

/** Six pictures of 12 megapixels moved together, and the ways of looking at them. */
export async function measure(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterimage-stage-'))
  const instance = await startInstance()
  const browser = await openBrowser()
  try {
    const photo = await makePhoto(folder)
    const page = await openPage(browser, instance.url)
    const studio = createStudioPage(page)
    await openSixPanes(studio, photo)
    await page.keyboard.press('Escape')

    // Once through, so that every view's program is there: what is measured is the switch.
    await switchViews(page)
    await takeLongestTask(page)
    const work = await createWorkClock(page)
    await work()
    const switches = await switchViews(page)
    const switchWorkMs = (await work()) / VIEWS.length
    const switchTaskMs = await takeLongestTask(page)

    const linkPx = await measureLink(studio)
    await page.keyboard.press('Shift+0')
    await page.waitForLoadState('networkidle')
    await pan(page)
    await takeLongestTask(page)
    await work()
    const full = await countFrames(page, () => pan(page))
    const panWorkMs = (await work()) / full.count
    const panTaskMs = await takeLongestTask(page)
    return [
      {
        name: 'pan of six panes of 12 MP at 100 %, a frame',
        value: 1000 / full.perSecond,
        unit: 'ms',
        limit: 1000 / 55,
      },
      { name: 'pan, own time of the main thread, a frame', value: panWorkMs, unit: 'ms', limit: 10 },
      { name: 'pan, worst frame', value: full.worstMs, unit: 'ms' },
      { name: 'pan, longest task', value: panTaskMs, unit: 'ms', limit: 50 },
      { name: 'view switch, own time of the main thread', value: switchWorkMs, unit: 'ms', limit: 50 },
      { name: 'view switch, middle', value: median(switches), unit: 'ms', limit: 50 },
      { name: 'view switch, slowest', value: Math.max(...switches), unit: 'ms', limit: 50 },
      { name: 'view switch, longest task', value: switchTaskMs, unit: 'ms', limit: 50 },
      { name: 'same point in all panes, 25 to 1600 %, px', value: linkPx, unit: '1', limit: 1 },
    ]
  } finally {
    await browser.close()
    await instance.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
