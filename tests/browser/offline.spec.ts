import { expect, test } from '../support/browser-server'
import { makePhotos, samplePath } from '../support/photos'

const OFFLINE =
  /^net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|INCOMPLETE_CHUNKED_ENCODING|NETWORK_IO_SUSPENDED) /

test('offline is said, the draft and the photo are kept, and all goes on by itself', async ({
  studio,
  context,
  expectComplaints,
}) => {
  expectComplaints(OFFLINE)
  const { page, inputList } = studio
  const banner = page.getByRole('status').filter({ hasText: 'You are offline' })
  await studio.addPhotos(samplePath('cat'))
  await expect(studio.original.getByRole('img')).toBeVisible()
  await context.setOffline(true)
  await expect(banner).toBeVisible()
  await studio.prompt.fill('sepia')
  const [photo] = await makePhotos(1, 'offline')
  await page.getByLabel('Add images', { exact: true }).setInputFiles(photo!)
  const row = inputList.getByRole('listitem').filter({ hasText: photo!.name })
  await expect(row.getByRole('alert')).toHaveText(/Connection lost/)

  await context.setOffline(false)
  await expect(banner).toHaveCount(0)
  await row.getByRole('button', { name: `Retry ${photo!.name}` }).click()
  await expect(inputList.getByRole('button', { name: `Remove ${photo!.name}` })).toBeVisible()
  await expect(studio.prompt).toHaveValue('sepia')
  await studio.runButton.click()
  await studio.settle()
  await expect(studio.result).toHaveAttribute('data-state', 'succeeded')
})

test('a part of the page that is asked for offline comes when the network is back', async ({
  studio,
  context,
  expectComplaints,
}) => {
  expectComplaints(OFFLINE)
  const banner = studio.page.getByRole('status').filter({ hasText: 'You are offline' })
  const failed = studio.page.waitForEvent('requestfailed', (request) => request.url().includes('/_next/'))
  await context.setOffline(true)
  await expect(banner).toBeVisible()
  await studio.page.keyboard.press('?')
  await failed
  await context.setOffline(false)
  await expect(studio.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})
