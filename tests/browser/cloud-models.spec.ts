import { chooseModels, expect, expectState, press, runModel, test } from '../support/cloud-studio'
import { makePhoto } from '../support/photos'

const SEEDEDIT_AIML = 'SeedEdit 3.0 (AIML)'
const SEEDREAM_3 = 'Seedream 3.0 (AIML)'
const SEEDREAM_V4 = 'Seedream v4 Edit (AIML)'
const SEEDEDIT_PIXAZO = 'SeedEdit 3.0 (Pixazo)'

const photo = () => makePhoto('fig-red-bowl', 'bowl.jpg', 640)

test('SeedEdit on AIML edits a photo, once for each press', async ({ studio, ledger }) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDEDIT_AIML)
  await studio.prompt.fill('black and white')
  await expect(studio.composer).toContainText('price unknown')
  const pane = await runModel(studio, 'black and white', SEEDEDIT_AIML)
  await expect(pane).toContainText('$0.03')
  expect(await ledger()).toMatchObject([
    { provider: 'aiml', model: 'bytedance/seededit-3.0-i2i', billed: true, problems: [] },
  ])
})

test('SeedEdit on AIML takes a list of photos and an exact size, as its first document said', async ({
  studio,
  ledger,
}) => {
  await studio.addPhotos(await photo(), await makePhoto('cat', 'cat.jpg', 500))
  await chooseModels(studio, SEEDEDIT_AIML)
  await expect(studio.composer).toContainText('SeedEdit 3.0 takes 1 of 2')
  await studio.openSettings()
  await studio.composer.getByRole('button', { name: 'Advanced' }).click()
  await studio.composer
    .getByRole('switch', { name: 'Several images in one request (withdrawn form)' })
    .click()
  await expect(studio.composer).not.toContainText('takes 1 of 2')
  const size = studio.composer.getByRole('combobox', { name: /^Size \(exact sizes/ })
  await size.selectOption('Exact size')
  await studio.composer.getByRole('spinbutton', { name: 'Width in pixels' }).fill('1200')
  await studio.composer.getByRole('spinbutton', { name: 'Height in pixels' }).fill('800')
  await runModel(studio, 'blend both', SEEDEDIT_AIML)
  await studio.details.getByRole('tab', { name: 'As sent' }).click()
  await expect(studio.details.getByRole('tabpanel')).toContainText('"size": "1200x800"')
  expect(await ledger()).toMatchObject([{ billed: true, problems: [] }])
})

test('Seedream 3.0 makes a picture without a photo, also when there is one', async ({ studio, ledger }) => {
  await chooseModels(studio, SEEDREAM_3)
  await runModel(studio, 'a red bowl on a table', SEEDREAM_3)
  await studio.addPhotos(await photo())
  await runModel(studio, 'a blue bowl on a table', SEEDREAM_3)
  await expect(studio.items.and(studio.page.locator('[aria-level="1"]'))).toHaveCount(3)
  expect((await ledger()).map((entry) => entry.problems)).toEqual([[], []])
})

test('Seedream v4 Edit takes three photos and makes two results in one request', async ({
  studio,
  ledger,
}) => {
  await studio.addPhotos(
    await photo(),
    await makePhoto('cat', 'cat.jpg', 500),
    await makePhoto('coffee', 'coffee.jpg', 500),
  )
  await chooseModels(studio, SEEDREAM_V4)
  await studio.openSettings()
  await studio.composer.getByRole('spinbutton', { name: 'Results per model' }).fill('2')
  await studio.composer.getByRole('button', { name: 'Advanced' }).click()
  const safety = studio.composer.getByRole('switch', { name: /Safety checker/ })
  await expect(safety).toBeDisabled()
  await expect(safety).toBeChecked()
  await expect(studio.composer.getByRole('region', { name: 'What is sent' })).toContainText(
    'Sent as it is, without metadata',
  )
  await studio.prompt.fill('put the cat into the bowl')
  await expect(studio.composer).toContainText('about $0.063')
  const panes = await press(studio, 'put the cat into the bowl', SEEDREAM_V4)
  await expect(panes).toHaveCount(2)
  for (const pane of await panes.all()) {
    await expectState(pane, 'succeeded')
    await expect(pane).toContainText('$0.0315')
  }
  await expect(studio.details).toContainText('$0.063')
  expect(await ledger()).toMatchObject([{ model: 'bytedance/seedream-v4-edit', billed: true, problems: [] }])
})

test('SeedEdit on Pixazo is understood in all the forms in which it answers', async ({ studio, ledger }) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDEDIT_PIXAZO)
  const forms = ['', '[answer:job polls=1]', '[answer:request polls=1]']
  for (const form of forms)
    await test.step(form || 'a finished picture', async () => {
      const pane = await runModel(studio, `make it warm ${form}`, SEEDEDIT_PIXAZO)
      await expect(pane).toContainText('cost unknown')
    })
  expect(await ledger()).toMatchObject(forms.map(() => ({ provider: 'pixazo', billed: true, problems: [] })))
})

test('a picture is shown in whatever form it comes', async ({ studio, ledger }) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  const forms = ['[answer:b64]', '[answer:data-uri]', '[answer:images-only]', '[answer:choices]']
  for (const form of forms) await test.step(form, () => runModel(studio, `make it warm ${form}`, SEEDREAM_V4))
  expect(await ledger()).toHaveLength(forms.length)
})

test('of several results the one that did not come is said, the others are kept', async ({
  studio,
  ledger,
}) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  await studio.openSettings()
  await studio.composer.getByRole('spinbutton', { name: 'Results per model' }).fill('2')
  const panes = await press(studio, 'make it warm [answer:partial]', SEEDREAM_V4)
  await expectState(panes.first(), 'succeeded')
  await expectState(panes.last(), 'failed')
  await expect(panes.last()).toContainText('Not charged.')
  expect(await ledger()).toHaveLength(1)
})

test('a picture that was not asked for is kept as a further result, with a note', async ({ studio }) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  const panes = await press(studio, 'make it warm [answer:more]', SEEDREAM_V4)
  await expectState(panes.first(), 'succeeded')
  await studio.chooseView('Side by side')
  await expect(panes).toHaveCount(2)
  await expect(studio.details).toContainText('were asked for')
})

test('more photos than a model takes: one edit for each of them', async ({ studio, ledger }) => {
  await studio.addPhotos(await photo(), await makePhoto('cat', 'cat.jpg', 500))
  await chooseModels(studio, SEEDEDIT_AIML)
  await studio.composer.getByRole('radio', { name: 'Each of 2' }).click()
  const panes = await press(studio, 'make it warm', SEEDEDIT_AIML)
  await expect(panes).toHaveCount(2)
  for (const pane of await panes.all()) await expectState(pane, 'succeeded')
  expect(await ledger()).toHaveLength(2)
})
