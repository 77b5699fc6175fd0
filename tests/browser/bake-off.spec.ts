import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/cloud-studio'
import { samplePath } from '../support/photos'
import {
  boxOf,
  findShift,
  meanColourfulness,
  meanDifference,
  type Pixels,
  readPixels,
  seePixels,
} from '../support/pixels'
import type { StudioPage } from '../support/studio-page'

const SEEDEDIT = 'SeedEdit 3.0 (AIML)'
const MOST_STOPS = 120

/** Presses Tab until the focus is on what is named. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
    })
    if (focused === name) return
  }
  throw new Error(`Tab never came to ${name}.`)
}

async function exportSheet(studio: StudioPage): Promise<Pixels> {
  const { page } = studio
  await tabTo(page, 'Export comparison')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  return readPixels(await readFile(await download.path()))
}

/** A column of a sheet that is so many columns wide, without labels and margins. */
function cutColumn({ width, height, data }: Pixels, at: number, columns: number): Pixels {
  const part = Math.floor(width / columns)
  const [left, size] = [at * part + Math.floor(part / 4), Math.floor(part / 2)]
  const [top, rows] = [Math.floor(height * 0.45), Math.floor(height * 0.3)]
  const lines = Array.from({ length: rows }, (_, y) =>
    data.subarray(((top + y) * width + left) * 3, ((top + y) * width + left + size) * 3),
  )
  return { width: size, height: rows, data: Buffer.concat(lines) }
}

test('a sweep is a grid with labelled axes, and cells that were made before are not made again', async ({
  studio,
}) => {
  const { page, composer, stage } = studio
  await studio.addPhotos(samplePath('coffee'))
  await studio.openSettings()
  for (const axis of ['guidance', 'seed'])
    await composer.getByRole('switch', { name: `Sweep ${axis}` }).click()
  const guidances = composer.getByRole('textbox', { name: 'Guidance values' })
  await guidances.fill('2, 10')
  await composer.getByRole('textbox', { name: 'Seed values' }).fill('1, 2')
  await studio.prompt.fill('add film grain')
  await expect(composer).toContainText('4 edits')
  await studio.runButton.click()

  const grid = stage.getByRole('table', { name: 'Sweep' })
  const cells = grid.getByRole('figure')
  await expect(grid.getByRole('columnheader')).toHaveText([/^Guidance 2$/, /^Guidance 10$/])
  await expect(grid.locator('th[scope=row]')).toHaveText(['1', '2'])
  for (const at of [0, 1, 2, 3])
    await expect(cells.nth(at)).toHaveAttribute('data-state', 'succeeded', { timeout: 60_000 })
  const imagesOf = () => cells.evaluateAll((all) => all.map((cell) => cell.getAttribute('data-image')))
  const made = await imagesOf()
  expect(new Set(made).size).toBe(4)

  // More grain at more guidance, other grain with another seed: seen in the cells themselves.
  const looks: Pixels[] = []
  for (const at of [0, 1, 2]) {
    const box = await boxOf(cells.nth(at).locator('[data-viewport]'))
    looks.push(
      await seePixels(page, {
        x: Math.round(box.x + box.width / 2) - 40,
        y: Math.round(box.y + box.height / 2) - 30,
        width: 80,
        height: 60,
      }),
    )
  }
  expect(meanDifference(looks[0]!, looks[1]!)).toBeGreaterThan(0.5)
  expect(meanDifference(looks[0]!, looks[2]!)).toBeGreaterThan(0.1)

  await guidances.fill('2, 6, 10')
  await expect(composer).toContainText('6 edits')
  await studio.runButton.click()
  await expect(cells).toHaveCount(6)
  for (let at = 0; at < 6; at++)
    await expect(cells.nth(at)).toHaveAttribute('data-state', 'succeeded', { timeout: 60_000 })
  const again = await imagesOf()
  expect([again[0], again[2], again[3], again[5]]).toEqual(made)
})

test('models are compared at one point, chosen blind, printed and continued from, by keys alone', async ({
  studio,
}) => {
  const { page, stage, details } = studio
  const figures = stage.getByRole('figure')
  await page.keyboard.press('Tab')
  await tabTo(page, 'Chelsea the cat')
  await page.keyboard.press('Enter')
  await expect(studio.inputNames()).toHaveCount(1)
  await tabTo(page, 'Prompt')
  await page.keyboard.type('black and white')
  await tabTo(page, SEEDEDIT)
  await page.keyboard.press('Space')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(figures).toHaveCount(3)
  for (const at of [1, 2])
    await expect(figures.nth(at)).toHaveAttribute('data-state', 'succeeded', { timeout: 60_000 })

  // The same point of the image under the same point of every pane, at the eyes.
  await page.keyboard.press('Shift+0')
  for (let step = 0; step < 3; step++) await page.keyboard.press('+')
  await expect(stage.getByRole('status', { name: 'Zoom' })).toHaveText('300 %')
  const seeMiddle = async (at: number) => {
    const box = await boxOf(figures.nth(at).locator('[data-viewport]'))
    const [x, y] = [Math.round(box.x + box.width / 2) - 50, Math.round(box.y + box.height / 2) - 50]
    return seePixels(page, { x, y, width: 100, height: 100 })
  }
  const furthest = async () => {
    const [original, ...results] = await Promise.all([0, 1, 2].map(seeMiddle))
    return Math.max(...results.flatMap((result) => Object.values(findShift(original!, result)).map(Math.abs)))
  }
  await expect.poll(furthest).toBeLessThanOrEqual(1)

  await page.keyboard.press('0')
  const sheet = await exportSheet(studio)
  const colours = [0, 1, 2].map((at) => meanColourfulness(cutColumn(sheet, at, 3)))
  expect(colours[0]).toBeGreaterThan(15)
  expect(Math.max(colours[1]!, colours[2]!)).toBeLessThan(3)

  await tabTo(page, 'Blind')
  await page.keyboard.press('Enter')
  const names = () => figures.evaluateAll((all) => all.map((pane) => pane.getAttribute('aria-label')))
  expect(await names()).toEqual(['Original', 'Result A', 'Result B'])
  await expect(details).not.toContainText(/SeedEdit|Local/)
  await tabTo(page, 'Keep')
  await page.keyboard.press('Enter')
  await expect(figures.filter({ hasText: 'Result' })).toHaveCount(0)
  expect((await names()).slice(1).toSorted()).toEqual(['Local engine', SEEDEDIT])
  await expect(studio.items.getByRole('img', { name: 'Kept' })).toHaveCount(1)

  await page.keyboard.press('c')
  await expect(studio.inputList.getByRole('listitem').first()).toContainText('black and white')
  await expect(studio.prompt).toHaveValue('black and white')
})
