import { open } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../support/browser-server'
import { makePhotos, type Photo, samplePath, samplePhoto } from '../support/photos'

/** Hands files to the page as the browser does: by an event that carries them. */
async function giveFiles(page: Page, way: 'drop' | 'paste', photo: Photo): Promise<void> {
  const given = { way, name: photo.name, type: photo.mimeType, base64: photo.buffer.toString('base64') }
  await page.evaluate(({ way, name, type, base64 }) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([bytes], name, { type }))
    const options = { bubbles: true, cancelable: true }
    if (way === 'paste')
      document.body.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: dataTransfer }))
    else
      for (const step of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(step, { ...options, dataTransfer }))
  }, given)
}

test('photos come by the file input, by drop and by paste; each is seen before it is sent', async ({
  studio,
}) => {
  const { page, inputList } = studio
  const photos = await makePhotos(3, 'fresh')
  const [chosen, dropped, pasted] = photos
  let release = () => {}
  const isReleased = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/images?*', async (route) => {
    await isReleased
    await route.continue()
  })
  await page.getByLabel('Add images', { exact: true }).setInputFiles(chosen!)
  await giveFiles(page, 'drop', dropped!)
  await giveFiles(page, 'paste', pasted!)

  await expect(inputList.getByRole('listitem')).toHaveCount(3)
  for (const { name } of photos) {
    const row = inputList.getByRole('listitem').filter({ hasText: name })
    await expect(row.getByRole('progressbar', { name })).toBeVisible()
    await expect.poll(() => widthOfThumbnail(row.locator('img'))).toBeGreaterThan(0)
  }
  release()
  for (const { name } of photos)
    await expect(inputList.getByRole('button', { name: `Remove ${name}` })).toBeVisible()
  await expect(inputList).toContainText('240 × 160')
})

const widthOfThumbnail = async (image: Locator): Promise<number> =>
  (await image.count()) > 0 ? image.evaluate((element: HTMLImageElement) => element.naturalWidth) : 0

test('bytes that the server knows are not sent again', async ({ studio }) => {
  const sent: string[] = []
  studio.page.on('request', (request) => request.method() === 'PUT' && sent.push(request.url()))
  await studio.addPhotos(samplePath('rocket-night'))
  expect(sent).toHaveLength(1)
  await studio.openNewProject()
  await studio.addPhotos(samplePath('rocket-night'))
  expect(sent).toHaveLength(1)
})

test('sixteen fit, the seventeenth is refused', async ({ studio }) => {
  const photos = await makePhotos(17, 'photo')
  await studio.addPhotos(...photos.slice(0, 16))
  await studio.page.getByLabel('Add images', { exact: true }).setInputFiles(photos.slice(16))
  const row = studio.inputList.getByRole('listitem').filter({ hasText: 'photo-17.jpg' })
  await expect(row.getByRole('alert')).toHaveText(/You can use up to 16 images/)
  await expect(studio.inputList.getByRole('listitem')).toHaveCount(17)

  await studio.inputList.getByRole('button', { name: 'Remove photo-17.jpg' }).click()
  await expect(studio.inputList.getByRole('listitem')).toHaveCount(16)
  // Also when nothing points at its row yet.
  await studio.page.mouse.move(720, 300)
  await studio.inputList.getByRole('button', { name: 'Remove photo-3.jpg' }).click()
  await studio.addPhotos(photos[16]!)
})

test('every unfit file is refused with its reason beside it, the others stay', async ({
  studio,
  expectComplaints,
}, testInfo) => {
  expectComplaints(/^4(15|22) PUT \/api\/images$/)
  const { page, inputList } = studio
  const huge = testInfo.outputPath('huge.jpg')
  const handle = await open(huge, 'w')
  await handle.truncate(50_000_000)
  await handle.close()
  const fileOf = (name: string, mimeType: string, bytes: string | number[]) => ({
    name,
    mimeType,
    buffer: Buffer.from(bytes as number[]),
  })
  await studio.addPhotos(samplePath('cat'))
  const choose = page.getByLabel('Add images', { exact: true })
  await choose.setInputFiles(huge)
  await choose.setInputFiles([
    fileOf('moving.gif', 'image/gif', 'GIF89a'),
    fileOf('nothing.png', 'image/png', ''),
    fileOf('letter.jpg', 'image/jpeg', 'Dear Sir or Madam, this is no photo.'),
    fileOf('torn.png', 'image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    samplePhoto('coffee'),
  ])
  const reasons = {
    'huge.jpg': /50 MB/,
    'moving.gif': /PNG, JPEG or WebP/,
    'nothing.png': /empty/,
    'letter.jpg': /PNG, JPEG or WebP/,
    'torn.png': /damaged/,
  }
  for (const [name, reason] of Object.entries(reasons)) {
    const row = inputList.getByRole('listitem').filter({ hasText: name })
    await expect(row.getByRole('alert')).toHaveText(reason)
  }
  for (const name of Object.keys(reasons)) {
    await inputList.getByRole('button', { name: `Remove ${name}` }).click()
    await expect(inputList.getByRole('listitem').filter({ hasText: name })).toHaveCount(0)
  }
  await expect(studio.inputNames()).toHaveCount(2)
  await studio.run('black and white')
})

test('the order is changed by keyboard and by drag, and the first is the primary', async ({ studio }) => {
  const { page, inputList } = studio
  const rows = inputList.getByRole('listitem')
  await studio.addPhotos(samplePath('cat'), samplePath('coffee'), samplePath('pagoda'))
  await expect(rows).toContainText(['cat.jpg', 'coffee.jpg', 'pagoda.jpg'])
  await expect(rows.first()).toContainText('Primary')

  await inputList.getByRole('button', { name: 'Move pagoda.jpg up' }).focus()
  await page.keyboard.press('Enter')
  await expect(rows).toContainText(['cat.jpg', 'pagoda.jpg', 'coffee.jpg'])
  await page.keyboard.press('Enter')
  await expect(rows).toContainText(['pagoda.jpg', 'cat.jpg', 'coffee.jpg'])
  await expect(inputList.getByRole('button', { name: 'Move pagoda.jpg up' })).toBeFocused()

  const saved = page.waitForResponse((response) => response.request().method() === 'POST')
  await rows.nth(2).dragTo(rows.nth(0))
  await expect(rows).toContainText(['coffee.jpg', 'pagoda.jpg', 'cat.jpg'])
  await saved
  await studio.reload()
  await expect(rows).toContainText(['coffee.jpg', 'pagoda.jpg', 'cat.jpg'])
  await expect(rows.first()).toContainText('Primary')

  const row = inputList.getByRole('button', { name: 'Show cat.jpg' })
  await row.click()
  await expect(studio.stage.getByRole('figure', { name: 'Original' })).toContainText('cat.jpg')
  await expect(row).toHaveAttribute('aria-current', 'true')
  await inputList.getByRole('button', { name: 'Show pagoda.jpg' }).press('Enter')
  await expect(studio.stage.getByRole('figure', { name: 'Original' })).toContainText('pagoda.jpg')
})

test('an address inside the network is refused with its reason', async ({ studio, expectComplaints }) => {
  expectComplaints(/^422 POST \/api\/images\/from-url$/)
  await studio.inputs.getByRole('button', { name: 'Add from URL' }).click()
  const dialog = studio.page.getByRole('dialog')
  for (const address of [
    'http://127.0.0.1:9/cat.png',
    'http://169.254.169.254/latest',
    'http://[::1]/cat.png',
  ]) {
    await dialog.getByRole('textbox').fill(address)
    await dialog.getByRole('textbox').press('Enter')
    await expect(dialog.getByRole('alert')).toHaveText(/cannot be used/)
  }
  await studio.page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})
