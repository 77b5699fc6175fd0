import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'

const MOST_STOPS = 60

/** What has the focus, as assistive technology names it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null
    if (!element || element === document.body) return ''
    return element.getAttribute('aria-label') ?? element.textContent?.trim() ?? element.tagName
  })

/** Whether the focus can be seen: the picture of the place changes when it is taken away. */
async function isFocusSeen(page: Page): Promise<boolean> {
  const box = await page.evaluate(() => {
    const { x, y, width, height } = document.activeElement!.getBoundingClientRect()
    return { x, y, width, height }
  })
  const [left, top] = [Math.max(0, box.x - 6), Math.max(0, box.y - 6)]
  const clip = {
    x: left,
    y: top,
    width: Math.min(box.width + 12, 1440 - left),
    height: Math.min(box.height + 12, 900 - top),
  }
  const look = () => page.screenshot({ clip, animations: 'disabled', caret: 'hide' })
  const withFocus = await look()
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  return !withFocus.equals(await look())
}

/** Presses Tab until the focus is on what is named; answers with the stops on the way. */
async function tabTo(page: Page, name: RegExp): Promise<string[]> {
  const stops: string[] = []
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press('Tab')
    const stop = await focused(page)
    stops.push(stop)
    if (name.test(stop)) return stops
  }
  throw new Error(`Tab never came to ${name}: ${stops.join(' · ')}`)
}

test('a photo is added, edited, compared and downloaded by keys alone', async ({ studio }) => {
  const { page } = studio
  await page.keyboard.press('Tab')
  const sample = await page
    .getByRole('region', { name: 'Sample photos' })
    .getByRole('button')
    .first()
    .textContent()
  await tabTo(page, new RegExp(`^${sample!.trim()}$`))
  await page.keyboard.press('Enter')
  await expect(studio.inputNames()).toHaveCount(1)

  await tabTo(page, /^Prompt$/)
  await page.keyboard.type('black and white')
  await page.keyboard.press('ControlOrMeta+Enter')
  await studio.settle()
  await expect(studio.result).toHaveAttribute('data-state', 'succeeded')

  await page.keyboard.press('Tab')
  await page.keyboard.press('2')
  await expect(studio.stage.getByRole('radio', { name: 'Split' })).toBeChecked()
  await page.keyboard.press('1')
  await expect(studio.stage.getByRole('radio', { name: 'Single' })).toBeChecked()
  await page.keyboard.press('s')
  await expect(studio.item('black and white').getByRole('img', { name: 'Starred' })).toBeVisible()

  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('d')])
  expect((await sharp(await readFile(await download.path())).metadata()).format).toBe('png')
})

test('every stop of Tab shows the focus', async ({ studio }) => {
  const { page } = studio
  await studio.addPhotos(samplePath('cat'))
  await studio.run('black and white')
  // What is measured afterwards takes its place in Details, and what stands below moves.
  await expect(studio.details.getByRole('button', { name: /^Keep everything else/ })).toBeVisible()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.getByRole('link', { name: 'Afterimage' }).focus()

  const unseen: string[] = []
  const stops = new Set<string>()
  for (let at = 0; at < MOST_STOPS; at++) {
    await page.keyboard.press('Tab')
    const stop = await focused(page)
    if (stop === '') break
    stops.add(stop)
    if (!(await isFocusSeen(page))) unseen.push(stop)
  }
  expect(unseen).toEqual([])
  for (const name of ['Add images', 'Prompt', 'Run', 'Before and after', 'Search history'])
    expect([...stops]).toContain(name)
})

test('“?” lists the keys, Escape closes, and single keys can be switched off', async ({ studio }) => {
  const { page } = studio
  await studio.addPhotos(samplePath('cat'))
  await studio.run('sepia')
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const split = studio.stage.getByRole('radio', { name: 'Split' })
  const single = studio.stage.getByRole('radio', { name: 'Single' })
  await studio.items.first().focus()
  await page.keyboard.press('?')
  await expect(dialog).toBeVisible()
  await dialog.getByRole('switch', { name: /Single keys/ }).press('Space')
  await expect(dialog.getByRole('switch', { name: /Single keys/ })).not.toBeChecked()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await studio.chooseView('Split')
  await page.keyboard.press('1')
  await page.keyboard.press('v')
  await page.keyboard.press('?')
  await expect(split).toBeChecked()
  await expect(dialog).toHaveCount(0)

  await page.getByRole('button', { name: 'Keyboard shortcuts' }).press('Enter')
  await dialog.getByRole('switch', { name: /Single keys/ }).press('Space')
  await page.keyboard.press('Escape')
  await page.keyboard.press('1')
  await expect(single).toBeChecked()
})

test('Escape closes what was opened last, and the focus goes back to what opened it', async ({ studio }) => {
  const { page } = studio
  await studio.addPhotos(samplePath('cat'))
  const row = studio.items.first()
  await row.hover()
  await row.getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(row).toBeFocused()

  await page.setViewportSize({ width: 768, height: 900 })
  await studio.openSettings()
  const opener = page.getByRole('button', { name: 'Inputs and history', exact: true })
  await opener.press('Enter')
  const drawer = page.getByRole('dialog', { name: 'Inputs and history' })
  await expect(drawer.locator(':focus')).toHaveCount(1)
  const addFromUrl = drawer.getByRole('button', { name: 'Add from URL' })
  await addFromUrl.press('Enter')
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(addFromUrl).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(opener).toBeFocused()
  const settings = studio.composer.getByRole('button', { name: 'Settings' })
  await settings.focus()
  await page.keyboard.press('Escape')
  await expect(settings).toHaveAttribute('aria-expanded', 'false')
  await expect(settings).toBeFocused()
})

test('keys typed into a field belong to the field', async ({ studio }) => {
  await studio.prompt.focus()
  await studio.page.keyboard.type('1 2 ? s d b')
  await expect(studio.prompt).toHaveValue('1 2 ? s d b')
  await expect(studio.page.getByRole('dialog')).toHaveCount(0)
})

test('up and down at the ends of the prompt walk through earlier prompts', async ({ studio }) => {
  await studio.addPhotos(samplePath('cat'))
  await studio.run('sepia')
  await studio.run('black and white')
  await studio.prompt.fill('')
  await studio.page.keyboard.press('ArrowUp')
  await expect(studio.prompt).toHaveValue('black and white')
  await studio.page.keyboard.press('Home')
  await studio.page.keyboard.press('ArrowUp')
  await expect(studio.prompt).toHaveValue('sepia')
  await studio.page.keyboard.press('ArrowDown')
  await expect(studio.prompt).toHaveValue('black and white')
})
