import { expect, type Locator, type Page } from '@playwright/test'

type File = string | { name: string; mimeType: string; buffer: Buffer }

const UPLOAD_TAKES_AT_MOST_MS = 30_000
const EDIT_TAKES_AT_MOST_MS = 40_000
const SETTLED = /^(succeeded|failed|cancelled|outcome_unknown)$/

/** The studio as a person finds it: by the roles and names that are fixed, never by how it is built. */
export function createStudioPage(page: Page) {
  const inputs = page.getByRole('region', { name: 'Inputs' })
  const stage = page.getByRole('region', { name: 'Stage' })
  const history = page.getByRole('region', { name: 'History' })
  const details = page.getByRole('region', { name: 'Details' })
  const composer = page.getByRole('form', { name: 'Edit' })
  const prompt = composer.getByRole('textbox', { name: 'Prompt' })
  const runButton = composer.getByRole('button', { name: 'Run', exact: true })
  const inputList = inputs.getByRole('list', { name: 'Input images' })
  const items = history.getByRole('tree', { name: 'Edit history' }).getByRole('treeitem')
  const result = stage.getByRole('figure', { name: 'Local engine' })

  /** The page listens to keys and presses when it has asked for its events. */
  const whileListening = async (load: () => Promise<unknown>) => {
    await Promise.all([page.waitForRequest(/\/events\?/), load()])
  }
  const settle = () =>
    expect(result).toHaveAttribute('data-state', SETTLED, { timeout: EDIT_TAKES_AT_MOST_MS })
  return {
    page,
    inputs,
    stage,
    history,
    details,
    composer,
    prompt,
    runButton,
    inputList,
    items,
    notices: page.getByRole('region', { name: 'Notices' }),
    original: stage.getByRole('figure', { name: 'Original' }),
    result,
    divider: stage.getByRole('slider', { name: 'Before and after' }),
    item: (name: string) => items.filter({ hasText: name }),
    inputNames: () => inputList.getByRole('button', { name: /^Remove / }),

    open: (path = '/') => whileListening(() => page.goto(path)),
    reload: () => whileListening(() => page.reload()),
    async openNewProject() {
      await page.goto('/projects')
      await whileListening(() => page.getByRole('button', { name: 'New project' }).click())
      await page.waitForURL(/\/projects\/[^/]+$/)
    },
    /** Chooses files in the file input and waits until each is an input. */
    async addPhotos(...files: File[]) {
      const before = await inputList.getByRole('button', { name: /^Remove / }).count()
      await page.getByLabel('Add images', { exact: true }).setInputFiles(files as string[])
      await expect(inputList.getByRole('button', { name: /^Remove / })).toHaveCount(before + files.length, {
        timeout: UPLOAD_TAKES_AT_MOST_MS,
      })
      await expect(inputList.getByRole('progressbar')).toHaveCount(0)
    },
    /** Presses Run; returns when the run stands on the stage. */
    async start(instruction: string) {
      const before = await shownEdit(result)
      await prompt.fill(instruction)
      await runButton.click()
      await expect.poll(() => shownEdit(result)).not.toBe(before)
    },
    /** Presses Run; returns when its one result is there. */
    async run(instruction: string) {
      await this.start(instruction)
      await settle()
      await expect(result).toHaveAttribute('data-state', 'succeeded')
    },
    settle,
    async openSettings() {
      const button = composer.getByRole('button', { name: 'Settings' })
      if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click()
      await expect(button).toHaveAttribute('aria-expanded', 'true')
    },
    async chooseView(name: string) {
      const view = stage.getByRole('radio', { name, exact: true })
      await view.click()
      await expect(view).toBeChecked()
    },
  }
}

export type StudioPage = ReturnType<typeof createStudioPage>

/** The id of the edit that stands in a pane; null when there is no such pane. */
export const shownEdit = async (pane: Locator): Promise<string | null> =>
  (await pane.count()) > 0 ? pane.first().getAttribute('data-edit') : null
