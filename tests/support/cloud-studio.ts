import type { Locator } from '@playwright/test'
import { test as base, expect } from './browser-server'
import { type SandboxProcess, startSandbox } from './sandbox-process'
import { type StudioPage, shownEdit } from './studio-page'

const EDIT_TAKES_AT_MOST_MS = 40_000

/** As `browser-server`, with the product sending its cloud edits to a sandbox that is empty before each test. */
export const test = base.extend<{ ledger: SandboxProcess['ledger'] }, { sandbox: SandboxProcess }>({
  sandbox: [
    // The runner insists on a pattern, and this needs no part of it.
    async ({ browserName: _ }, use) => {
      const sandbox = await startSandbox()
      await use(sandbox)
      await sandbox.close()
    },
    { scope: 'worker' },
  ],
  settings: async ({ sandbox }, use) => use(sandbox.settings),
  ledger: [
    async ({ sandbox }, use) => {
      await sandbox.reset()
      await use(sandbox.ledger)
    },
    { auto: true },
  ],
})

export { expect }

/** Takes exactly these models. */
export async function chooseModels(studio: StudioPage, ...names: string[]): Promise<void> {
  const group = studio.composer.getByRole('group', { name: 'Models' })
  for (const name of names) await group.getByRole('checkbox', { name, exact: true }).check({ force: true })
  if (!names.includes('Local engine'))
    await group.getByRole('checkbox', { name: 'Local engine', exact: true }).uncheck({ force: true })
}

/** Presses Run and answers with the panes of the results, as soon as they stand there. */
export async function press(studio: StudioPage, instruction: string, model: string): Promise<Locator> {
  const panes = studio.stage.getByRole('figure', { name: model, exact: true })
  const before = await shownEdit(panes)
  await studio.prompt.fill(instruction)
  await studio.runButton.click()
  await expect(panes.first()).toBeVisible()
  await expect.poll(() => shownEdit(panes)).not.toBe(before)
  return panes
}

export async function expectState(pane: Locator, state: string): Promise<void> {
  await expect(pane).toHaveAttribute('data-state', state, { timeout: EDIT_TAKES_AT_MOST_MS })
}

/** Presses Run and waits until its one result is painted. */
export async function runModel(studio: StudioPage, instruction: string, model: string): Promise<Locator> {
  const pane = (await press(studio, instruction, model)).first()
  await expectState(pane, 'succeeded')
  await expect(pane.locator('img, canvas').first()).toBeVisible()
  return pane
}
