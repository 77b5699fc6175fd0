import { expect, test } from '../support/browser-server'

test('the studio opens, and is there again after a restart and after a crash', async ({ page, server }) => {
  const isThere = () => expect(page).toHaveTitle(/Afterimage/)
  await page.goto('/')
  await isThere()
  await page.goto('about:blank')
  await server.restart()
  await page.goto('/')
  await isThere()
  await page.goto('about:blank')
  await server.crash()
  await page.goto('/')
  await isThere()
})
