import { expect, test } from '../support/browser-server'
import { makePhotos, samplePath } from '../support/photos'

test('offline is said, the draft and the photo are kept, and all goes on by itself', async ({
  studio,
  context,
  expectComplaints,
}) => {
  expectComplaints(
    /^net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|INCOMPLETE_CHUNKED_ENCODING|NETWORK_IO_SUSPENDED) /,
  )
  const { page, inputList } = studio
  const banner = page.getByRole('status').filter({ hasText: 'You are offline' })
  await studio.addPhotos(samplePath('cat'))
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
