import { expect, test } from '../support/browser-server'
import { makePhoto } from '../support/photos'
import { createStudioPage } from '../support/studio-page'

/** Slow enough on any machine that the page is left while it is made. */
const SLOW = 'blur strongly and add film grain and add a vignette'

test('an edit that was running during a reload is there when it is done', async ({ studio }) => {
  await studio.addPhotos(await makePhoto('forest-stream', 'stream.jpg', 1600))
  await studio.start(SLOW)
  const edit = await studio.result.getAttribute('data-edit')
  await studio.reload()
  await expect(studio.items).toHaveCount(2)
  await studio.item(SLOW).click()
  await expect(studio.result).toHaveAttribute('data-edit', edit!)
  await studio.settle()
  await expect(studio.result).toHaveAttribute('data-state', 'succeeded')
  await expect(studio.item(SLOW)).not.toHaveAttribute('aria-busy', 'true')
})

test('an edit goes on without its tab and is there when one comes back', async ({ studio, context }) => {
  await studio.addPhotos(await makePhoto('forest-stream', 'brook.jpg', 1600))
  await studio.start(SLOW)
  const address = studio.page.url()
  await studio.page.close()

  const again = createStudioPage(await context.newPage())
  await again.open(address)
  await again.item(SLOW).click()
  await again.settle()
  await expect(again.result).toHaveAttribute('data-state', 'succeeded')
  await expect(again.inputList.getByRole('listitem')).toContainText('brook.jpg')
})

test('a draft is kept across a reload', async ({ studio }) => {
  await studio.prompt.fill('warm evening light, not yet sent')
  await studio.reload()
  await expect(studio.prompt).toHaveValue('warm evening light, not yet sent')
})
