import { test as base, chooseModels, expect, runModel } from '../support/cloud-studio'
import { makePhoto } from '../support/photos'

const test = base.extend({
  settings: async ({ sandbox }, use) => use({ ...sandbox.settings, DAILY_SPEND_LIMIT_USD: '0.05' }),
})
const SEEDREAM_V4 = 'Seedream v4 Edit (AIML)'
const SEEDEDIT = 'SeedEdit 3.0 (AIML)'

test('what would go over the limit of the day is refused beside Run, and not sent', async ({
  studio,
  ledger,
}) => {
  await studio.addPhotos(await makePhoto('cat', 'cat.jpg', 480))
  await chooseModels(studio, SEEDREAM_V4)
  await runModel(studio, 'make it warm', SEEDREAM_V4)
  const spent = studio.details.getByRole('region', { name: 'Spent' })
  await expect(spent).toContainText('$0.0315 of $0.05')
  await studio.prompt.fill('make it cold')
  await studio.runButton.click()
  await expect(studio.composer.getByRole('alert')).toContainText('$0.0315 of $0.05 are spent today')
  await expect(studio.composer.getByRole('alert')).toContainText('DAILY_SPEND_LIMIT_USD')
  expect(await ledger()).toHaveLength(1)

  await studio.composer.getByRole('checkbox', { name: SEEDREAM_V4 }).uncheck({ force: true })
  await chooseModels(studio, SEEDEDIT)
  await expect(studio.composer).toContainText('price unknown, outside the daily limit of $0.05')
  await runModel(studio, 'make it cold', SEEDEDIT)
  expect(await ledger()).toHaveLength(2)
})
