import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { expect, test } from '../support/browser-server'
import { boxOf, meanDifference, readPixels } from '../support/pixels'
import { createStudioPage } from '../support/studio-page'

// One instance of their own: nobody has been here.
test.use({ settings: {} })
test.describe.configure({ mode: 'default' })

test('from the first look to a downloaded result', async ({ page }) => {
  const studio = createStudioPage(page)
  await studio.open('/')
  await expect(page).toHaveURL(/\/projects\/[^/]+$/)
  await expect(page).toHaveTitle(/Afterimage/)
  await expect(studio.composer.getByRole('checkbox', { name: 'Local engine' })).toBeChecked()

  await page.getByRole('region', { name: 'Sample photos' }).getByRole('button').first().click()
  await expect(studio.inputNames()).toHaveCount(1)
  await page.getByRole('list', { name: 'Instructions to try' }).getByRole('button').first().click()
  await expect(studio.prompt).not.toBeEmpty()
  await studio.runButton.click()
  await studio.settle()
  await expect(studio.result).toHaveAttribute('data-state', 'succeeded')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    studio.result.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.png$/)
  const file = await readFile(await download.path())
  const { format, width, height } = await sharp(file).metadata()
  expect(format).toBe('png')
  await expect(studio.inputList.getByRole('listitem')).toContainText(`${width} × ${height}`)

  await test.step('its pixels are those of the preview and of the stage', async () => {
    const id = await studio.result.getAttribute('data-image')
    const preview = await page.request.get(`/api/images/${id}/preview`)
    expect(meanDifference(await readPixels(file), await readPixels(await preview.body()))).toBeLessThan(2)

    await studio.chooseView('Single')
    const box = await boxOf(studio.result.getByRole('img'))
    const clip = {
      x: Math.ceil(box.x),
      y: Math.ceil(box.y),
      width: Math.floor(box.width) - 1,
      height: Math.floor(box.height) - 1,
    }
    // Small, because browser and library scale a picture by different filters.
    const size = { width: 64, height: 64 }
    const expected = await readPixels(file, size)
    const see = async () => readPixels(await page.screenshot({ clip }), size)
    await expect.poll(async () => meanDifference(await see(), expected)).toBeLessThan(3)
  })
})

test('nothing is needed but a click to use another sample', async ({ studio }) => {
  const samples = studio.page.getByRole('region', { name: 'Sample photos' })
  await samples.getByRole('button').nth(1).click()
  await expect(studio.inputNames()).toHaveCount(1)
  await expect(studio.original).toBeVisible()
})
