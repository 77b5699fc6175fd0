import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'
import { boxOf, type Pixels, readPixels, seePixels } from '../support/pixels'
import type { StudioPage } from '../support/studio-page'

const KEEP = 'Keep everything else exactly as it was'

/** Pixels of the colour of the map, and of no other thing on a greyed photo. */
function countMagenta({ data }: Pixels): number {
  let count = 0
  for (let at = 0; at < data.length; at += 3) {
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!]
    if (red - green > 40 && blue - green > 20) count++
  }
  return count
}

async function openChanges(studio: StudioPage) {
  await studio.addPhotos(samplePath('cat'))
  await studio.run('add text "HELLO"')
  const changes = studio.stage.getByRole('radio', { name: 'Changes' })
  await expect(changes).not.toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 })
  await studio.chooseView('Changes')
  await expect(studio.stage.getByRole('img', { name: 'Change map: 1 region' })).toBeVisible()
}

/** Where the one region is on the page: the box round its number. */
const regionBox = (page: Page) => boxOf(page.locator('[data-region="1"]'))

/** The colours of a photo in a file at its own size, of what a pane has to download. */
async function downloadPixels(page: Page, button: Locator): Promise<Pixels> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return readPixels(readFileSync(await download.path()))
}

test('Changes draws what changed in magenta, and nothing else', async ({ studio }) => {
  const { page, stage, details } = studio
  await openChanges(studio)
  const region = await regionBox(page)
  const picture = await boxOf(studio.result.getByRole('img', { name: /in grey$/ }))
  const drawn = async (box: Parameters<typeof seePixels>[1]) => countMagenta(await seePixels(page, box))
  const before = await drawn(region)
  expect(before).toBeGreaterThan(0.15 * region.width * region.height)
  // All of the picture above the region, which stands at its foot.
  expect(await drawn({ ...picture, height: region.y - picture.y - 2 })).toBe(0)

  await stage.getByRole('spinbutton', { name: 'Threshold value' }).fill('0.3')
  await expect.poll(() => drawn(region)).toBeLessThan(before)

  await stage.getByRole('button', { name: 'Next change' }).click()
  await expect(stage.getByText('1 of 1')).toBeVisible()
  expect((await regionBox(page)).width).toBeGreaterThan(2 * region.width)
  await expect(details.getByRole('list', { name: /^Changed regions/ }).getByRole('listitem')).toHaveCount(1)
})

test('everything outside the mask stays exactly as it was', async ({ studio }) => {
  // Two trips of the worker and two measurements.
  test.slow()
  const { page, stage, details } = studio
  await openChanges(studio)
  await details.getByRole('button', { name: KEEP }).click()
  const mask = stage.getByRole('application', { name: 'Mask' })
  await expect(mask).toBeVisible()

  // The last letter is rubbed out by the mouse, then a stroke is drawn with keys and taken back.
  const region = await regionBox(page)
  const [x, y] = [region.x + region.width * 0.9, region.y + region.height / 2]
  await details.getByRole('button', { name: 'Erase' }).click()
  await details.getByRole('spinbutton', { name: 'Brush size value' }).fill('60')
  await page.mouse.move(x, region.y - 10)
  await page.mouse.down()
  await page.mouse.move(x, y, { steps: 4 })
  await page.mouse.move(x, region.y + region.height + 10, { steps: 4 })
  await page.mouse.up()
  const undo = details.getByRole('button', { name: 'Undo stroke' })
  const redo = details.getByRole('button', { name: 'Redo stroke' })
  await expect(undo).toBeEnabled()
  await mask.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+z')
  await expect(redo).toBeEnabled()
  await page.keyboard.press('Control+Shift+z')
  await expect(redo).toBeDisabled()
  await page.keyboard.press('Control+z')

  await details.getByRole('button', { name: 'Apply' }).click()
  const composite = stage.getByRole('figure', { name: 'Exact composite' })
  await expect(composite).toHaveAttribute('data-state', 'succeeded', { timeout: 40_000 })
  await expect(details.getByText(/Kept area proved equal: SHA-256 [0-9a-f]{6}/)).toBeVisible()

  const made = await downloadPixels(page, composite.getByRole('button', { name: 'Download' }))
  await expect(details.getByText(/^Proof checked\./)).toBeVisible()
  const original = await readPixels(samplePath('cat'))
  expect([made.width, made.height]).toEqual([original.width, original.height])
  const changed = changedBox(original, made)
  // "HELLO" stands at the foot of the photo, in its middle; its O was rubbed out.
  expect(changed.count).toBeGreaterThan(500)
  expect(changed.top).toBeGreaterThan(450)
  expect(changed.right).toBeLessThan(902 * 0.6)
})

function changedBox(a: Pixels, b: Pixels) {
  const box = { count: 0, top: a.height, right: 0 }
  for (let at = 0; at < a.width * a.height; at++) {
    if (a.data.compare(b.data, 3 * at, 3 * at + 3, 3 * at, 3 * at + 3) === 0) continue
    box.count++
    box.top = Math.min(box.top, Math.floor(at / a.width))
    box.right = Math.max(box.right, at % a.width)
  }
  return box
}
