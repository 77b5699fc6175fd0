import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'
import { createStudioPage, type StudioPage } from '../support/studio-page'

/** cat.jpg → grey → grey with a vignette. */
async function makeBranch(studio: StudioPage): Promise<void> {
  await studio.addPhotos(samplePath('cat'))
  await studio.run('black and white')
  await studio.result.getByRole('button', { name: 'Continue from here' }).click()
  await expect(studio.prompt).toHaveValue('black and white')
  await studio.run('add a vignette')
}

const chooseInMenu = async (studio: StudioPage, item: string, command: string) => {
  await studio.item(item).click({ button: 'right' })
  await studio.page.getByRole('menuitem', { name: command, exact: true }).click()
}

test('a result that is continued from has its results under it', async ({ studio }) => {
  await makeBranch(studio)
  await expect(studio.items).toHaveCount(3)
  for (const [at, level] of [1, 2, 3].entries())
    await expect(studio.items.nth(at)).toHaveAttribute('aria-level', String(level))
  await expect(studio.items.nth(2).locator('img').first()).toHaveAttribute(
    'src',
    /^\/api\/images\/\w+\/thumb$/,
  )
  await expect(studio.item('add a vignette')).toHaveAttribute('aria-selected', 'true')
  await expect(studio.inputList.getByRole('listitem')).toHaveCount(1)

  await test.step('arrows walk as in a file tree, Enter shows', async () => {
    const { keyboard } = studio.page
    await studio.item('add a vignette').focus()
    await keyboard.press('ArrowLeft')
    await expect(studio.item('black and white')).toBeFocused()
    await keyboard.press('Home')
    await expect(studio.items.first()).toBeFocused()
    await keyboard.press('ArrowLeft')
    await expect(studio.items).toHaveCount(1)
    await expect(studio.items.first()).toHaveAttribute('aria-expanded', 'false')
    await keyboard.press('ArrowRight')
    await expect(studio.items).toHaveCount(3)
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await expect(studio.item('black and white')).toHaveAttribute('aria-selected', 'true')
    await keyboard.press('End')
    await expect(studio.item('add a vignette')).toBeFocused()
  })
})

test('running again gives the same picture, with a new seed another one', async ({ studio }) => {
  await studio.addPhotos(samplePath('pagoda'))
  await studio.run('add film grain')
  const first = await studio.result.getAttribute('data-image')
  const again = async (name: string, count: number) => {
    await studio.details.getByRole('button', { name, exact: true }).click()
    await expect(studio.items).toHaveCount(count)
    await studio.items.nth(count - 1).click()
    await studio.settle()
    await expect(studio.result).toHaveAttribute('data-state', 'succeeded')
    return studio.result.getAttribute('data-image')
  }
  expect(await again('Run again', 3)).toBe(first)
  expect(await again('Run again with new seed', 4)).not.toBe(first)
  for (const at of [1, 2, 3]) await expect(studio.items.nth(at)).toHaveAttribute('aria-level', '2')
})

test('items are starred, named and found again', async ({ studio }) => {
  await makeBranch(studio)
  const search = studio.history.getByRole('searchbox', { name: 'Search history' })

  await studio.details.getByRole('button', { name: 'Star', exact: true }).click()
  await expect(studio.item('add a vignette').getByRole('img', { name: 'Starred' })).toBeVisible()

  await chooseInMenu(studio, 'black and white', 'Rename')
  const dialog = studio.page.getByRole('dialog', { name: 'Rename' })
  await dialog.getByRole('textbox').fill('The grey one')
  await studio.page.keyboard.press('Enter')
  await expect(studio.item('The grey one')).toBeVisible()

  await search.fill('vignette')
  await expect(studio.item('add a vignette')).toBeVisible()
  await search.fill('nothing has these words')
  await expect(studio.items).toHaveCount(0)
  await search.fill('grey one')
  await expect(studio.item('The grey one')).toBeVisible()
  await expect(studio.item('add a vignette')).toHaveCount(0)
  await search.press('Escape')
  await expect(studio.items).toHaveCount(3)

  await studio.item('The grey one').click()
  await studio.chooseView('Overlay')
  await studio.reload()
  await expect(studio.item('The grey one')).toHaveAttribute('aria-selected', 'true')
  await expect(studio.stage.getByRole('radio', { name: 'Overlay' })).toBeChecked()
  await expect(studio.item('add a vignette').getByRole('img', { name: 'Starred' })).toBeVisible()
})

test('what is deleted goes with all under it, and comes back by Undo', async ({ studio }) => {
  await makeBranch(studio)
  await chooseInMenu(studio, 'black and white', 'Delete')
  await expect(studio.items).toHaveCount(1)
  await studio.notices.getByRole('button', { name: 'Undo' }).click()
  await expect(studio.items).toHaveCount(3)

  await studio.item('black and white').focus()
  await studio.page.keyboard.press('Delete')
  await expect(studio.items).toHaveCount(1)
  // The key takes back what a notice offers to take back; the row may be gone a moment before the notice is there.
  await expect(studio.notices.getByRole('button', { name: 'Undo' })).toBeVisible()
  await studio.page.keyboard.press('ControlOrMeta+z')
  await expect(studio.items).toHaveCount(3)

  await studio.item('add a vignette').focus()
  await studio.page.keyboard.press('Delete')
  await expect(studio.items).toHaveCount(2)
  await studio.reload()
  await expect(studio.items).toHaveCount(2)
})

test('two tabs see the same', async ({ studio, context }) => {
  const other = createStudioPage(await context.newPage())
  await other.open(studio.page.url())
  await studio.page.bringToFront()
  await studio.addPhotos(samplePath('coffee'))
  await studio.run('sepia')
  await other.page.bringToFront()
  await expect(other.items).toHaveCount(2)
  await expect(other.inputList.getByRole('listitem')).toContainText('coffee.jpg')
  await other.item('sepia').click()
  await expect(other.result).toHaveAttribute('data-image', (await studio.result.getAttribute('data-image'))!)
  await other.details.getByRole('button', { name: 'Star', exact: true }).click()
  await studio.page.bringToFront()
  await expect(studio.item('sepia').getByRole('img', { name: 'Starred' })).toBeVisible()
})

test('two results are compared, with what differs in words and settings', async ({ studio }) => {
  await studio.addPhotos(samplePath('coffee'))
  await studio.run('warmer and brighter')
  await studio.run('warmer and much darker')
  await studio.item('warmer and brighter').click({ modifiers: ['ControlOrMeta'] })
  await expect(studio.details).toContainText('Settings that differ')
  await expect(studio.details.getByRole('row', { name: /Seed/ })).toBeVisible()
  await expect(studio.result).toHaveCount(2)
})
