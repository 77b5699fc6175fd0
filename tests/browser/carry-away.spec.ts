import { readFileSync } from 'node:fs'
import type { Download, Page } from '@playwright/test'
import { fromBufferPromise } from 'yauzl'
import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'

const bytesOf = async (download: Download) => readFileSync((await download.path()) ?? '')

async function downloadBy(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return download
}

async function namesIn(zip: Buffer): Promise<string[]> {
  const names: string[] = []
  for await (const entry of (await fromBufferPromise(zip)).eachEntry()) names.push(entry.fileName)
  return names
}

test('a downloaded result brings its recipe back, and leads to where it came from', async ({ studio }) => {
  const { page, details, notices } = studio
  await studio.addPhotos(samplePath('cat'))
  await studio.run('make it sepia')
  const made = await studio.result.getAttribute('data-edit')
  const home = page.url()
  const press = () => details.getByRole('button', { name: 'Download', exact: true }).click()
  const withRecipe = await downloadBy(page, press)
  const first = await bytesOf(withRecipe)
  expect(first.equals(await bytesOf(await downloadBy(page, press)))).toBe(true)
  await details.getByRole('switch', { name: 'Recipe in the file' }).click()
  const without = await bytesOf(await downloadBy(page, press))
  expect(without.includes('make it sepia')).toBe(false)

  await studio.openNewProject()
  await studio.prompt.fill('something of my own')
  await studio.addPhotos({ name: 'plain.png', mimeType: 'image/png', buffer: without })
  await expect(studio.prompt).toHaveValue('something of my own')
  await studio.addPhotos({ name: 'sepia.png', mimeType: 'image/png', buffer: first })
  await expect(notices).toContainText('Recipe of sepia.png restored')
  await expect(studio.prompt).toHaveValue('make it sepia')
  await notices.getByRole('button', { name: 'Undo' }).click()
  await expect(studio.prompt).toHaveValue('something of my own')

  await studio.inputNames().last().click()
  await studio.addPhotos({ name: 'again.png', mimeType: 'image/png', buffer: first })
  await notices.getByRole('button', { name: 'Show where it came from' }).click()
  await page.waitForURL((url) => url.href.startsWith(home))
  await expect(studio.result).toHaveAttribute('data-edit', made!)
})

test('a project goes out as a ZIP and comes in as a new one', async ({ studio, expectComplaints }) => {
  const { page } = studio
  await studio.addPhotos(samplePath('cat'))
  await studio.run('black and white')
  const home = page.url()
  await page.getByRole('button', { name: 'Project actions' }).click()
  const archive = await downloadBy(page, () => page.getByRole('menuitem', { name: 'Export project' }).click())
  const zip = await bytesOf(archive)
  const names = await namesIn(zip)
  expect(names[0]).toBe('project.json')
  expect(names.filter((name) => name.startsWith('images/'))).toHaveLength(2)

  await page.goto('/projects')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const field = page.getByLabel('Export of a project')
  expectComplaints(/^422 POST \/api\/projects\/import/)
  await field.setInputFiles({ name: 'no.zip', mimeType: 'application/zip', buffer: zip.subarray(0, 5000) })
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Nothing was imported')
  await field.setInputFiles({ name: 'project.zip', mimeType: 'application/zip', buffer: zip })
  await expect(studio.items).toHaveCount(2)
  expect(page.url()).not.toBe(home)
  await expect(studio.result).toHaveAttribute('data-state', 'succeeded')
  await expect(studio.result.locator('img, canvas').first()).toBeVisible()

  await page.goto('/projects/storage')
  await expect(page.getByRole('list', { name: 'What takes room' }).getByRole('listitem')).toHaveCount(7)
  await expect(page.getByText('No damage found.')).toBeVisible()
})

test('all results of a run are downloaded together, named from a template', async ({ studio }) => {
  const { page, details } = studio
  await studio.addPhotos(samplePath('cat'))
  await studio.openSettings()
  await studio.composer.getByRole('spinbutton', { name: 'Results per model' }).fill('2')
  await studio.prompt.fill('add film grain')
  await studio.runButton.click()
  await expect(studio.result).toHaveCount(2)
  for (const at of [0, 1]) await expect(studio.result.nth(at)).toHaveAttribute('data-state', 'succeeded')
  await details.getByRole('button', { name: 'Download all results of this run' }).click()
  const dialog = page.getByRole('dialog', { name: 'Download pictures' })
  const template = dialog.getByLabel('File names')
  await template.fill('{name}-{date}')
  await expect(dialog.getByRole('alert')).toContainText('{date}')
  await template.fill('{name} {number}')
  await expect(dialog).toContainText('For example cat 1.png')
  const zip = await downloadBy(page, () =>
    dialog.getByRole('button', { name: 'Download', exact: true }).click(),
  )
  expect(await namesIn(await bytesOf(zip))).toEqual(['cat 1.png', 'cat 2.png'])
  await expect(dialog).toHaveCount(0)
})
