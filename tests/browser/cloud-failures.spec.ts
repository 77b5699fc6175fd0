import { chooseModels, expect, expectState, press, test } from '../support/cloud-studio'
import { makePhoto } from '../support/photos'

const SEEDREAM_V4 = 'Seedream v4 Edit (AIML)'
const SEEDEDIT_PIXAZO = 'SeedEdit 3.0 (Pixazo)'
const NOT_CHARGED = 'Not charged.'

const photo = () => makePhoto('fig-red-bowl', 'bowl.jpg', 480)

/** What the vendor answers, and what the user reads of it: what happened, what to do, and whether it was charged. */
const REFUSALS = [
  { words: '[fail:401]', says: 'AIML_API_KEY' },
  { words: '[fail:402]', says: /credit|top/i },
  { words: '[fail:credits]', says: /credit|top/i },
  { words: '[fail:quota]', says: /credit|quota|top/i },
  { words: '[fail:403 form=html]', says: /key/i },
  { words: '[fail:413]', says: /large/i },
  { words: '[fail:422]', says: /refused/i },
  { words: '[fail:moderation]', says: /refused the content/i },
  { words: '[fail:ok-blocked]', says: /refused the content/i, charged: /charged/i },
  { words: '[fail:ok-error]', says: /service failed/i, charged: /charged/i },
]

test('whatever a vendor refuses fails with what to do, and is not sent again', async ({ studio, ledger }) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  for (const [index, { words, says, charged = NOT_CHARGED }] of REFUSALS.entries())
    await test.step(words, async () => {
      const pane = (await press(studio, `make it warm ${words}`, SEEDREAM_V4)).first()
      await expectState(pane, 'failed')
      await expect(pane).toContainText(says)
      await expect(pane).toContainText(charged)
      await expect(pane.getByRole('button', { name: 'Retry' })).toBeVisible()
      expect(await ledger()).toHaveLength(index + 1)
    })
})

/** What leaves the answer of the vendor unreadable, but not the bill. */
const UNREADABLE = ['[fail:502]', '[fail:504]', '[fail:reset]', '[fail:half]']

test('an answer that is lost leaves the outcome unknown until the user decides', async ({
  studio,
  ledger,
}) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  for (const [index, words] of UNREADABLE.entries())
    await test.step(words, async () => {
      const pane = (await press(studio, `make it warm ${words}`, SEEDREAM_V4)).first()
      await expectState(pane, 'outcome_unknown')
      await expect(pane).toContainText('may be charged again')
      await pane.getByRole('button', { name: 'Check' }).click()
      await expect(pane.getByRole('alert')).toContainText('Nothing can be asked')
      expect(await ledger()).toHaveLength(index + 1)
      await pane.getByRole('button', { name: 'Dismiss' }).click()
      await expectState(pane, 'failed')
      await expect(pane).toContainText('It may have been charged.')
      expect(await ledger()).toHaveLength(index + 1)
    })
})

test('a retry of an unknown outcome is one more request, by the user alone', async ({ studio, ledger }) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  const pane = (await press(studio, 'make it warm [fail:502 times=1]', SEEDREAM_V4)).first()
  await expectState(pane, 'outcome_unknown')
  await pane.getByRole('button', { name: 'Retry' }).click()
  await expectState(pane, 'succeeded')
  expect((await ledger()).map((entry) => entry.billed)).toEqual([true, true])
})

test('a provider that is busy is waited for as long as it asks, counted down, and then served', async ({
  studio,
  ledger,
}) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  const pane = (await press(studio, 'make it warm [fail:429 retry-after=4 times=1]', SEEDREAM_V4)).first()
  await expect(pane).toContainText(/Trying again in [1-5] s/)
  await expect(pane).toContainText(NOT_CHARGED)
  await expectState(pane, 'queued')
  await expectState(pane, 'succeeded')
  expect((await ledger()).map((entry) => entry.billed)).toEqual([false, true])
})

test('waiting for a busy provider can be cancelled', async ({ studio, ledger }) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDEDIT_PIXAZO)
  const pane = (await press(studio, 'make it warm [fail:429 retry-after=6]', SEEDEDIT_PIXAZO)).first()
  await expect(pane).toContainText('Trying again in')
  await pane.getByRole('button', { name: 'Cancel' }).click()
  await expectState(pane, 'cancelled')
  await expect(pane).toContainText(NOT_CHARGED)
  expect(await ledger()).toHaveLength(1)
})

test('a server error that is not billed is tried again by itself on AIML, never on Pixazo', async ({
  studio,
  ledger,
}) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  const pane = (await press(studio, 'make it warm [fail:500 times=1]', SEEDREAM_V4)).first()
  await expectState(pane, 'succeeded')
  expect((await ledger()).map((entry) => entry.billed)).toEqual([false, true])

  await chooseModels(studio, SEEDEDIT_PIXAZO)
  await studio.composer.getByRole('checkbox', { name: SEEDREAM_V4 }).uncheck({ force: true })
  const other = (await press(studio, 'make it cold [fail:500 times=1]', SEEDEDIT_PIXAZO)).first()
  await expectState(other, 'failed')
  expect(await ledger()).toHaveLength(3)
})

test('a withdrawn model is said to be, with its replacement, until it is checked again', async ({
  studio,
  ledger,
  sandbox,
}) => {
  const name = 'SeedEdit 3.0 (AIML)'
  await sandbox.control({ withdrawn: ['bytedance/seededit-3.0-i2i'] })
  await studio.addPhotos(await photo())
  await chooseModels(studio, name)
  const pane = (await press(studio, 'make it warm', name)).first()
  await expectState(pane, 'failed')
  await expect(pane).toContainText('Seedream v4 Edit')
  const group = studio.composer.getByRole('group', { name: 'Models' })
  await pane.getByRole('button', { name: 'Use Seedream v4' }).click()
  await expect(group.getByRole('checkbox', { name: SEEDREAM_V4 })).toBeChecked()
  await expect(group.getByRole('checkbox', { name })).toBeDisabled()

  await studio.composer.getByRole('button', { name: 'All models' }).click()
  await group.getByRole('button', { name: `Check again: ${name}` }).click()
  await expect(group.getByRole('checkbox', { name })).toBeEnabled()
  expect((await ledger()).map((entry) => entry.billed)).toEqual([false])
})

test('what is already sent can be cancelled, and may be charged', async ({ studio, ledger }) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  const pane = (await press(studio, 'make it warm [delay:3000]', SEEDREAM_V4)).first()
  await expectState(pane, 'dispatching')
  await expect(pane).toContainText('may be charged even if cancelled')
  await pane.getByRole('button', { name: 'Cancel' }).click()
  await expectState(pane, 'cancelled')
  await expect(pane).toContainText('It may have been charged.')
  await expect.poll(async () => (await ledger()).length).toBe(1)
})

test('a reload in mid-call changes nothing: one request, one result', async ({ studio, ledger }) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  const panes = await press(studio, 'make it warm [delay:3000]', SEEDREAM_V4)
  await expectState(panes.first(), 'dispatching')
  await studio.reload()
  await expectState(panes.first(), 'succeeded')
  expect(await ledger()).toHaveLength(1)
})

test('a double press is one paid request', async ({ studio, ledger }) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  await studio.prompt.fill('make it warm')
  await studio.runButton.dblclick()
  const pane = studio.stage.getByRole('figure', { name: SEEDREAM_V4 }).first()
  await expectState(pane, 'succeeded')
  expect(await ledger()).toHaveLength(1)
})

test('after a crash in mid-call nobody sends it again but the user', async ({ studio, ledger, server }) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDREAM_V4)
  const pane = (await press(studio, 'make it warm [fail:hang]', SEEDREAM_V4)).first()
  await expect.poll(async () => (await ledger()).length).toBe(1)
  server.crashWorker()
  await expectState(pane, 'outcome_unknown')
  expect(await ledger()).toHaveLength(1)
})

test('after a crash accepted work is asked for by its name, and not sent again', async ({
  studio,
  ledger,
  server,
}) => {
  await studio.addPhotos(await photo())
  await chooseModels(studio, SEEDEDIT_PIXAZO)
  const pane = (await press(studio, 'make it warm [answer:job polls=2]', SEEDEDIT_PIXAZO)).first()
  await expectState(pane, 'polling')
  server.crashWorker()
  await expectState(pane, 'succeeded')
  expect(await ledger()).toHaveLength(1)
})
