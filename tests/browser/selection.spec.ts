import { readFileSync } from 'node:fs'
import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'
import { boxOf, readPixels } from '../support/pixels'

/** Shares of the sample: on the red bowl, and on the wall behind it. */
const BOWL = { x: 0.8, y: 0.3 }
const WALL = { x: 0.08, y: 0.3 }

test('a click selects a thing, “this” is that thing, and everything else stays as it was', async ({
  studio,
}) => {
  // The first look at a photo loads the models that see.
  test.slow()
  const { page, stage, composer, details } = studio
  await studio.addPhotos(samplePath('fig-red-bowl'))
  await page.keyboard.press('w')
  const surface = stage.getByRole('application', { name: 'Select on the picture' })
  await expect(surface).toBeVisible()
  const picture = await boxOf(stage.getByRole('img', { name: /^To be edited/ }))
  const at = ({ x, y }: typeof BOWL) => ({
    x: picture.x + picture.width * x,
    y: picture.y + picture.height * y,
  })
  await page.mouse.click(at(BOWL).x, at(BOWL).y)
  const chip = composer.getByText(/^Selection: \d+ × \d+ px$/)
  await expect(chip).toBeVisible({ timeout: 60_000 })
  await expect(composer.getByRole('checkbox', { name: 'Edit only the selection' })).toBeChecked()

  await studio.run('make this blue')
  await expect(surface).toBeHidden()
  await expect(details.getByText('Kept area proved equal')).toBeVisible({ timeout: 30_000 })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    studio.result.getByRole('button', { name: 'Download' }).click(),
  ])
  const before = await readPixels(readFileSync(samplePath('fig-red-bowl')))
  const after = await readPixels(readFileSync(await download.path()))
  const colourAt = ({ width, height, data }: typeof before, { x, y }: typeof BOWL) => {
    const index = 3 * (Math.floor(y * height) * width + Math.floor(x * width))
    return [...data.subarray(index, index + 3)]
  }
  expect(colourAt(after, WALL)).toEqual(colourAt(before, WALL))
  const [red = 0, , blue = 0] = colourAt(after, BOWL)
  expect(blue).toBeGreaterThan(red)

  await composer.getByRole('button', { name: 'Remove the selection' }).click()
  await expect(chip).toBeHidden()
})
