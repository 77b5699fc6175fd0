import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'
import { boxOf, countSteps, findShift, meanColourfulness, seePixels } from '../support/pixels'
import type { StudioPage } from '../support/studio-page'

async function openGreyCat(studio: StudioPage) {
  await studio.addPhotos(samplePath('cat'))
  await studio.run('black and white')
}

/** Colour beside the line of Split, at its left and at its right. */
async function seeBesideLine(studio: StudioPage) {
  const line = await boxOf(studio.divider)
  const middle = line.x + line.width / 2
  const patch = { y: line.y + line.height / 2 + 40, width: 24, height: 80 }
  const left = await seePixels(studio.page, { ...patch, x: middle - 34 })
  const right = await seePixels(studio.page, { ...patch, x: middle + 10 })
  return { before: meanColourfulness(left), after: meanColourfulness(right) }
}

const expectSplit = (studio: StudioPage) =>
  expect
    .poll(async () => {
      const { before, after } = await seeBesideLine(studio)
      return before > 15 && after < 2
    })
    .toBe(true)

test.describe('Split', () => {
  test('is moved by mouse and by keys, and says its value', async ({ studio }) => {
    await openGreyCat(studio)
    await studio.chooseView('Split')
    await expect(studio.divider).toHaveAttribute('aria-valuetext', '50 % edited')
    await expectSplit(studio)

    const line = await boxOf(studio.divider)
    const picture = await boxOf(studio.result.getByRole('img'))
    const [x, y] = [line.x + line.width / 2, line.y + line.height / 2]
    await studio.page.mouse.move(x, y)
    await studio.page.mouse.down()
    await studio.page.mouse.move(picture.x + picture.width * 0.6, y, { steps: 4 })
    await studio.page.mouse.move(picture.x + picture.width * 0.75, y, { steps: 4 })
    await studio.page.mouse.up()
    await expect(studio.divider).toHaveAttribute('aria-valuetext', '25 % edited')
    await expectSplit(studio)

    await studio.divider.focus()
    for (const [key, value] of [
      ['ArrowRight', 26],
      ['ArrowLeft', 25],
      ['PageUp', 35],
      ['PageDown', 25],
      ['Home', 0],
      ['End', 100],
    ] as const) {
      await studio.page.keyboard.press(key)
      await expect(studio.divider).toHaveAttribute('aria-valuetext', `${value} % edited`)
    }
  })

  test.describe('on a touch screen', () => {
    test.use({ hasTouch: true })

    test('is moved by a finger', async ({ studio }) => {
      await openGreyCat(studio)
      await studio.chooseView('Split')
      const line = await boxOf(studio.divider)
      const picture = await boxOf(studio.result.getByRole('img'))
      const start = { x: line.x + line.width / 2, y: line.y + line.height / 2 }
      await drag(studio.page, start, { x: picture.x + picture.width * 0.3, y: start.y })
      await expect(studio.divider).toHaveAttribute('aria-valuetext', '70 % edited')
      await expectSplit(studio)
    })
  })
})

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', point?: { x: number; y: number }) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: point ? [point] : [] })
  await touch('touchStart', from)
  for (const share of [0.25, 0.5, 0.75, 1])
    await touch('touchMove', { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share })
  await touch('touchEnd')
}

test('the original stands in place while B is held', async ({ studio }) => {
  await openGreyCat(studio)
  await studio.chooseView('Single')
  const box = await boxOf(studio.result.getByRole('img'))
  const middle = { x: box.x + box.width / 2 - 60, y: box.y + box.height / 2 - 60, width: 120, height: 120 }
  const colour = async () => meanColourfulness(await seePixels(studio.page, middle))
  await expect.poll(colour).toBeLessThan(1)
  await studio.page.keyboard.down('b')
  await expect.poll(colour).toBeGreaterThan(15)
  expect(await boxOf(studio.result.getByRole('img'))).toEqual(box)
  await studio.page.keyboard.up('b')
  await expect.poll(colour).toBeLessThan(1)
})

test('zoom and pan keep the same point of the image in both panes, unsmoothed from 200 %', async ({
  studio,
}) => {
  const { page, original, result } = studio
  await openGreyCat(studio)
  await studio.chooseView('Side by side')
  const [before, after] = [original.getByRole('img'), result.getByRole('img')]
  const zoom = async () =>
    Number.parseInt((await studio.stage.getByRole('status', { name: 'Zoom' }).textContent())!, 10)
  const shareAt = async (point: { x: number; y: number }) => {
    const box = await boxOf(before)
    return { x: (point.x - box.x) / box.width, y: (point.y - box.y) / box.height }
  }

  const fit = await boxOf(before)
  const pointer = { x: Math.round(fit.x + fit.width * 0.55), y: Math.round(fit.y + fit.height * 0.45) }
  await page.keyboard.press('Shift+0')
  await expect.poll(zoom).toBe(100)
  const share = await shareAt(pointer)
  await page.mouse.move(pointer.x, pointer.y)
  while ((await zoom()) < 400) {
    const last = await zoom()
    await page.mouse.wheel(0, -200)
    await expect.poll(zoom).toBeGreaterThan(last)
  }
  const now = await shareAt(pointer)
  // In px of the image, which is 902 × 600.
  expect(Math.abs(now.x - share.x) * 902).toBeLessThan(1)
  expect(Math.abs(now.y - share.y) * 600).toBeLessThan(1)

  const expectSamePoint = async () => {
    const apart = await distance(studio)
    const clip = { x: pointer.x - 50, y: pointer.y - 50, width: 100, height: 100 }
    await expect
      .poll(async () => {
        const left = await seePixels(page, clip)
        const right = await seePixels(page, { ...clip, x: clip.x + apart.x, y: clip.y + apart.y })
        return findShift(left, right)
      })
      .toEqual({ x: 0, y: 0 })
  }
  await expectSamePoint()
  const grid = { x: pointer.x - 40, y: pointer.y - 60, width: 80, height: 12 }
  await expect.poll(async () => countSteps(await seePixels(page, grid))).toBeLessThan(80 / 4 + 2)

  const first = await boxOf(after)
  await page.mouse.down()
  await page.mouse.move(pointer.x + 30, pointer.y + 20, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((await boxOf(after)).x - first.x)).toBe(30)
  expect(Math.round((await boxOf(after)).y - first.y)).toBe(20)
  await expectSamePoint()

  await page.keyboard.press('0')
  await expect.poll(() => boxOf(before)).toEqual(fit)
})

/** From a point in the left pane to the same point in the right one, in CSS px of the page. */
async function distance({ original, result }: StudioPage) {
  const [left, right] = [await boxOf(original), await boxOf(result)]
  return { x: right.x - left.x, y: right.y - left.y }
}

test('several results of one run stand beside the original', async ({ studio }) => {
  await studio.addPhotos(samplePath('pagoda'))
  await studio.openSettings()
  await studio.composer.getByRole('spinbutton', { name: 'Results per model' }).fill('3')
  await studio.prompt.fill('add film grain')
  await studio.runButton.click()
  await studio.chooseView('Side by side')
  await expect(studio.result).toHaveCount(3)
  for (const at of [0, 1, 2])
    await expect(studio.result.nth(at)).toHaveAttribute('data-state', 'succeeded', { timeout: 30_000 })
  await expect(studio.original).toHaveCount(1)
  const ids = await studio.result.evaluateAll((panes) => panes.map((pane) => pane.getAttribute('data-image')))
  expect(new Set(ids).size).toBe(3)
})
