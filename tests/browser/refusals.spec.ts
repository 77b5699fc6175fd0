import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'
import { boxOfDifference, readPixels } from '../support/pixels'

const REFUSED = {
  'add a hat': /hat|new content/i,
  'make the sky purple unicorns': /sky|unicorns/i,
  'blur it and sharpen it': /contradict/i,
}

test('what the local engine cannot do is refused with the reason, and can be tried again', async ({
  studio,
}) => {
  await studio.addPhotos(samplePath('cat'))
  for (const [instruction, reason] of Object.entries(REFUSED))
    await test.step(instruction, async () => {
      await studio.start(instruction)
      await studio.settle()
      await expect(studio.result).toHaveAttribute('data-state', 'failed')
      await expect(studio.result).toContainText('Failed')
      await expect(studio.result).toContainText(reason)
      await expect(studio.result).toContainText('Not charged')
      await expect(studio.item(instruction)).toContainText('Failed')
      await studio.result.getByRole('button', { name: 'Retry' }).click()
      await studio.settle()
      await expect(studio.result).toHaveAttribute('data-state', 'failed')
    })
  await studio.run('black and white')
})

test('what is missing is said beside its control, which takes the focus', async ({ studio }) => {
  const { composer, prompt, runButton, page } = studio
  await prompt.fill('sepia')
  await runButton.click()
  await expect(page.getByLabel('Add images', { exact: true })).toBeFocused()
  await expect(studio.inputs.getByRole('alert')).toHaveText(/Add a photo/)

  await studio.addPhotos(samplePath('cat'))
  await expect(studio.inputs.getByRole('alert')).toHaveCount(0)
  await prompt.fill('')
  await runButton.click()
  await expect(prompt).toBeFocused()
  await expect(composer.getByRole('alert')).toHaveText(/Say what should change/)
  await prompt.fill('sepia')
  await expect(composer.getByRole('alert')).toHaveCount(0)

  await studio.openSettings()
  const guidance = composer.getByRole('spinbutton', { name: 'Guidance value' })
  await guidance.fill('11')
  await runButton.click()
  await expect(composer.getByRole('alert')).toBeVisible()
  await expect(studio.items.filter({ hasText: 'sepia' })).toHaveCount(0)
  await guidance.fill('10')
  await expect(composer.getByRole('alert')).toHaveCount(0)

  await composer.getByRole('checkbox', { name: 'Local engine' }).uncheck()
  await runButton.click()
  await expect(composer.getByRole('alert')).toHaveText(/Choose a model/)
  await composer.getByRole('checkbox', { name: 'Local engine' }).check()
  await studio.run('sepia')
})

test('models without a key say which variable to set', async ({ studio }) => {
  const model = studio.composer.getByRole('checkbox', { name: 'SeedEdit 3.0 (AIML)' })
  await expect(model).toBeDisabled()
  await expect(model).toHaveAccessibleDescription(/AIML_API_KEY/)
  await expect(
    studio.composer.getByRole('checkbox', { name: 'SeedEdit 3.0 (Pixazo)' }),
  ).toHaveAccessibleDescription(/PIXAZO_API_KEY/)
})

test('the watermark is a visible mark at the bottom right, and nowhere else', async ({ studio }) => {
  await studio.addPhotos(samplePath('rocket-night'))
  await studio.openSettings()
  const seed = studio.composer.getByRole('spinbutton', { name: 'Seed' })
  await seed.fill('7')
  const pixelsOf = async () => {
    const id = await studio.result.getAttribute('data-image')
    const answer = await studio.page.request.get(`/api/images/${id}/full?format=png`)
    return answer.body()
  }
  await studio.run('black and white')
  const plain = await readPixels(await pixelsOf())
  await studio.composer.getByRole('switch', { name: 'Watermark' }).click()
  await expect(studio.composer.getByRole('switch', { name: 'Watermark' })).toBeChecked()
  await studio.run('black and white')
  const marked = await readPixels(await pixelsOf())

  const changed = boxOfDifference(plain, marked)
  expect(changed.left).toBeGreaterThan(marked.width / 2)
  expect(changed.top).toBeGreaterThan(marked.height * 0.75)
  expect(changed.right - changed.left).toBeGreaterThan(40)
})
