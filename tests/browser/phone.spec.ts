import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('on a phone a photo is edited, the composer is a sheet and the rails are drawers', async ({
  studio,
}) => {
  const { page } = studio
  const isWithin = () =>
    page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)
  const left = page.getByRole('dialog', { name: 'Inputs and history' })
  const addImages = page.getByLabel('Add images', { exact: true })
  await studio.prompt.fill('black and white')
  await studio.runButton.tap()
  await expect(left.getByRole('alert')).toContainText('Add a photo')
  await expect(addImages).toBeFocused()
  await page.keyboard.press('Escape')

  await addImages.setInputFiles(samplePath('portrait-astronaut'))
  await expect(studio.original).toBeVisible()
  expect(await isWithin()).toBe(true)

  await studio.runButton.tap()
  await studio.settle()
  await expect(studio.result).toHaveAttribute('data-state', 'succeeded')
  expect(await isWithin()).toBe(true)

  const sheet = await studio.composer.boundingBox()
  expect(sheet!.y + sheet!.height).toBeGreaterThan(844 - 40)
  expect(sheet!.width).toBeGreaterThan(340)

  await page.getByRole('button', { name: 'Inputs and history' }).tap()
  await expect(left.getByRole('treeitem')).toHaveCount(2)
  await expect(left.getByRole('list', { name: 'Input images' })).toContainText('portrait-astronaut.jpg')
  await left
    .getByRole('button', { name: /^More for/ })
    .last()
    .tap()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(left).toBeVisible()
  await left.getByRole('button').last().focus()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement!.matches('body, [role=dialog] *'))).toBe(true)
  await page.keyboard.press('Escape')
  await expect(left).toHaveCount(0)

  await page.getByRole('button', { name: 'Details', exact: true }).tap()
  const right = page.getByRole('dialog', { name: 'Details' })
  await expect(right.getByRole('button', { name: 'Run again', exact: true })).toBeVisible()
  await right.getByRole('button', { name: /^Close/ }).tap()
  await expect(right).toHaveCount(0)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    studio.stage.getByRole('button', { name: 'Download' }).last().tap(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.png$/)
})
