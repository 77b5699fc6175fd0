import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'
import { boxOf, meanColourfulness, seePixels } from '../support/pixels'

test('areas of two results are painted into one picture, and the rest is proved to be the original', async ({
  studio,
}) => {
  const { page, stage, details, items } = studio
  await studio.addPhotos(samplePath('cat'))
  await studio.run('black and white')
  await studio.run('sepia')
  await items.nth(1).click()
  await items.nth(2).click({ modifiers: ['ControlOrMeta'] })
  await details.getByRole('button', { name: 'Combine the best parts' }).click()

  const surface = stage.getByRole('application', { name: 'Mask' })
  const area = await boxOf(surface)
  const placeAt = (share: number) => ({ x: area.x + area.width * share, y: area.y + area.height * 0.4 })
  const stroke = async (share: number) => {
    const { x, y } = placeAt(share)
    await page.mouse.move(x - 30, y)
    await page.mouse.down()
    await page.mouse.move(x + 30, y, { steps: 4 })
    await page.mouse.up()
  }
  await stroke(0.3)
  await details.getByRole('radio', { name: /^B/ }).click()
  await stroke(0.7)
  await expect(details.getByRole('radio', { name: /none/ })).toHaveCount(0)
  await details.getByRole('button', { name: 'Apply' }).click()

  const made = stage.getByRole('figure', { name: 'Best parts' })
  await expect(made).toHaveAttribute('data-state', 'succeeded', { timeout: 40_000 })
  await studio.chooseView('Single')
  const colourAt = async (share: number) => {
    const { x, y } = placeAt(share)
    return meanColourfulness(await seePixels(page, { x: x - 12, y: y - 6, width: 24, height: 12 }))
  }
  await expect.poll(() => colourAt(0.3)).toBeLessThan(2)
  expect(await colourAt(0.5)).toBeGreaterThan(15)
  await expect(details.getByRole('region', { name: 'Proof' })).toContainText('Kept area proved equal')
})
