import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser-server'
import { samplePath } from '../support/photos'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]

/** The only rules of axe that look at colours; what all others judge is the same by day and by night. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block']

// What fades would be judged in the middle of its way.
test.use({ contextOptions: { reducedMotion: 'reduce' } })
test.describe.configure({ timeout: 120_000 })

/** What axe finds that is serious or critical, at every size, dark and light. */
async function judge(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const size of SIZES)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme })
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        // What passes is not written up node by node: that takes longer than to judge it.
        .options({
          resultTypes: ['violations'],
          ...(colorScheme === 'light' && { runOnly: { type: 'rule', values: RULES_OF_COLOUR } }),
        })
        .analyze()
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical')
          found.push(
            `${size.width} ${colorScheme} ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
          )
    }
  return found
}

test('the first visit', async ({ studio }) => {
  expect(await judge(studio.page)).toEqual([])
})

test('results, settings and what is missing', async ({ studio }) => {
  await studio.addPhotos(samplePath('cat'), samplePath('coffee'))
  await studio.run('black and white')
  await studio.result.getByRole('button', { name: 'Continue from here' }).click()
  await studio.openSettings()
  await studio.prompt.fill('')
  await studio.runButton.click()
  expect(await judge(studio.page)).toEqual([])
})

test('a failed edit beside its original', async ({ studio }) => {
  await studio.addPhotos(samplePath('cat'))
  await studio.start('add a hat')
  await studio.settle()
  await studio.chooseView('Side by side')
  expect(await judge(studio.page)).toEqual([])
})

test('dialogs', async ({ studio }) => {
  await studio.page.keyboard.press('?')
  await expect(studio.page.getByRole('dialog')).toBeVisible()
  expect(await judge(studio.page)).toEqual([])
  await studio.page.keyboard.press('Escape')
  await studio.page.setViewportSize(SIZES[0]!)
  await studio.inputs.getByRole('button', { name: 'Add from URL' }).click()
  await expect(studio.page.getByRole('dialog')).toBeVisible()
  expect(await judge(studio.page)).toEqual([])
})

for (const address of ['/projects', '/projects/storage', '/models'])
  test(`the page ${address}`, async ({ page }) => {
    await page.goto(address)
    expect(await judge(page)).toEqual([])
  })
