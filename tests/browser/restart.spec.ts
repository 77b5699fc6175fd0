import { type BrowserServer, expect, test } from '../support/browser-server'
import { makePhoto } from '../support/photos'
import type { StudioPage } from '../support/studio-page'

const SLOW = 'blur strongly and add film grain and add a vignette'
const RECOVERY_MS = 60_000
/** The server is away for a moment: whoever asks it then is not answered. */
const AWAY =
  /^net::ERR_(CONNECTION_(REFUSED|RESET)|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED) /

/** Three edits: one that is being made, two that wait in the queue. */
async function startThree(studio: StudioPage, name: string): Promise<void> {
  await studio.addPhotos(await makePhoto('forest-stream', `${name}.jpg`, 1200))
  await studio.openSettings()
  await studio.composer.getByRole('spinbutton', { name: 'Results per model' }).fill('3')
  await studio.chooseView('Side by side')
  await studio.prompt.fill(SLOW)
  await studio.runButton.click()
  await expect(studio.result).toHaveCount(3)
  await expect(studio.result.and(studio.page.locator('[data-state=dispatching]'))).toHaveCount(1)
}

const WAYS: Record<string, (server: BrowserServer) => Promise<void>> = {
  'an orderly stop': (server) => server.restart(),
  'a crash': (server) => server.crash(),
  'a crash of the worker alone': async (server) => server.crashWorker(),
}

test.describe.configure({ timeout: 120_000 })

for (const [way, breakOff] of Object.entries(WAYS))
  test(`after ${way} in mid-edit all is done exactly once, and the page joins in by itself`, async ({
    studio,
    server,
    expectComplaints,
  }) => {
    expectComplaints(AWAY)
    await startThree(studio, way.replaceAll(' ', '-'))
    await breakOff(server)

    for (const at of [0, 1, 2])
      await expect(studio.result.nth(at)).toHaveAttribute('data-state', 'succeeded', { timeout: RECOVERY_MS })
    await expect(studio.items).toHaveCount(4)
    const pictures = () =>
      studio.result.evaluateAll((panes) => panes.map((pane) => pane.getAttribute('data-image')))
    const before = await pictures()
    expect(new Set(before).size).toBe(3)

    await studio.reload()
    await expect(studio.items).toHaveCount(4)
    await expect(studio.items.and(studio.page.locator('[aria-busy=true]'))).toHaveCount(0)
    await studio.items.nth(1).click()
    await studio.chooseView('Side by side')
    await expect(studio.result).toHaveCount(3)
    expect(await pictures()).toEqual(before)
  })
