import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'

test('projects are named, listed, deleted and brought back', async ({ studio }) => {
  const { page } = studio
  await page.getByRole('button', { name: /^Project name/ }).click()
  await page.getByRole('textbox', { name: 'Project name' }).fill('Autumn catalogue')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Autumn catalogue/ })).toBeVisible()
  await studio.addPhotos(samplePath('cat'))
  await studio.run('sepia')

  await page.getByRole('link', { name: 'Projects' }).click()
  const projects = page.getByRole('list', { name: 'Projects' })
  const card = projects.getByRole('listitem').filter({ hasText: 'Autumn catalogue' })
  await expect(card).toContainText('1 edit')
  await card.getByRole('button', { name: 'Delete Autumn catalogue' }).click()
  await expect(card).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(card).toHaveCount(1)

  await card.getByRole('link').click()
  await expect(studio.items).toHaveCount(2)
  await expect(page.getByRole('button', { name: /Autumn catalogue/ })).toBeVisible()
})

test('the address of the house leads to the latest project', async ({ studio }) => {
  await studio.addPhotos(samplePath('cat'))
  const latest = studio.page.url()
  await studio.open('/')
  await expect(studio.page).toHaveURL(latest)
  await studio.openNewProject()
  expect(studio.page.url()).not.toBe(latest)
  const newest = studio.page.url()
  await studio.open('/')
  await expect(studio.page).toHaveURL(newest)
})

test('an address of no project says so', async ({ page, expectComplaints }) => {
  expectComplaints(/^404 GET \/projects\//)
  await page.goto('/projects/00000000-0000-4000-8000-000000000000')
  await expect(page.getByRole('heading')).toBeVisible()
  await page.getByRole('link').first().click()
  await expect(page.getByRole('form', { name: 'Edit' })).toBeVisible()
})
