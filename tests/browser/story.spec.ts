import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'

const STEPS = ['warmer', 'a little brighter', 'sepia', 'add film grain', 'add a vignette']

/** The words that make this part of the product: a designer comes back, finds, reads, changes, and gets the rest. */
test('a picture is found by a word of its prompt, its third step changed, and the rest replayed', async ({
  studio,
  server,
  expectComplaints,
}) => {
  // The page is open while the server is away.
  expectComplaints(/ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING)/)
  test.setTimeout(240_000)
  await studio.addPhotos(samplePath('coffee'))
  for (const [index, instruction] of STEPS.entries()) {
    if (index > 0) await studio.result.getByRole('button', { name: 'Continue from here' }).click()
    await studio.run(instruction)
  }
  const address = studio.page.url()
  await expect(studio.items).toHaveCount(6)

  await test.step('after a week, which is a restart here', async () => {
    await server.restart()
    await studio.open(address)
    await studio.history.getByRole('searchbox', { name: 'Search history' }).fill('vignette')
    await expect(studio.history.getByText('1 found')).toBeVisible()
    await studio.item('add a vignette').click()
  })

  const story = studio.page.getByRole('dialog', { name: 'The story in 5 steps' })
  await test.step('the five steps that led to it', async () => {
    const read = studio.details.getByRole('button', { name: 'Read as a story' })
    await read.click()
    const steps = story.getByRole('list', { name: 'Steps' }).getByRole('listitem')
    await expect(steps).toHaveCount(6)
    for (const [index, instruction] of STEPS.entries())
      for (const word of instruction.split(' ')) await expect(steps.nth(index + 1)).toContainText(word)
    await story.getByRole('button', { name: 'Play' }).click()
    const show = story.getByRole('region', { name: 'Slideshow' })
    await expect(show.getByRole('status')).toHaveText('Step 1 of 5: warmer')
    await studio.page.keyboard.press('ArrowRight')
    await expect(show.getByRole('status')).toHaveText('Step 2 of 5: a little brighter')
    await studio.page.keyboard.press('Escape')
    await steps.nth(5).getByRole('button', { name: 'Show' }).click()
    await expect(read).toBeFocused()
    await read.click()
    await steps.nth(3).getByRole('button', { name: 'Change this step' }).click()
    await expect(story).toBeHidden()
    await expect(studio.prompt).toBeFocused()
    await expect(studio.prompt).toHaveValue('sepia')
    await expect(studio.composer).toContainText('Changing step 3. The 2 steps after it can be replayed then.')
  })

  await test.step('the third is changed, and the rest replayed', async () => {
    await studio.history.getByRole('searchbox', { name: 'Search history' }).fill('')
    await studio.run('black and white')
    await studio.details.getByRole('button', { name: 'Replay the 2 steps after it' }).click()
    await expect(studio.items).toHaveCount(9)
    await studio.settle()
    await expect(studio.result).toHaveAttribute('data-state', 'succeeded')
    await expect(studio.items.filter({ hasText: 'add a vignette' })).toHaveCount(2)
    await expect(studio.items.filter({ hasText: 'add a vignette' }).last()).toHaveAttribute('aria-level', '6')
  })

  await test.step('the same recipe once more gives the same bytes', async () => {
    await studio.details.getByRole('button', { name: 'Run again', exact: true }).click()
    await expect(studio.items).toHaveCount(10)
    await studio.settle()
    await expect(studio.details).toContainText('The recipe gave the same bytes as before.')
  })
})
