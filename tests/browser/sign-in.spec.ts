import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../support/browser-server'

const PASSWORD = 'correct horse battery'
test.use({ settings: { AUTH_PASSWORD: PASSWORD } })
// One instance for them all.
test.describe.configure({ mode: 'default' })

test('a shared studio asks for its password, leads on to what was asked for, and closes again', async ({
  page,
}) => {
  await page.goto('/models')
  const form = page.getByRole('form', { name: 'Sign in' })
  const password = form.getByRole('textbox', { name: 'Password' })
  await expect(password).toBeFocused()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await password.fill('guess')
  await form.getByRole('button', { name: 'Sign in' }).click()
  await expect(form.getByRole('alert')).toHaveText('This is not the password. Try again.')
  await expect(password).toBeFocused()

  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(page).toHaveURL(/\/models$/)

  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click()
  await expect(form).toBeVisible()
  await page.goBack()
  await expect(form).toBeVisible()
})

test('when the session ends while the studio is open, signing in leads back to the project and its draft', async ({
  page,
  context,
  expectComplaints,
}) => {
  expectComplaints(/^401 GET \/api\/projects\//)
  await page.goto('/')
  const signIn = async () => {
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
    await page.getByRole('textbox', { name: 'Password' }).press('Enter')
  }
  await signIn()
  await page.waitForURL(/\/projects\/[^/]+$/)
  const project = page.url()
  const prompt = page.getByRole('form', { name: 'Edit' }).getByRole('textbox', { name: 'Prompt' })
  await prompt.fill('sepia')
  await context.clearCookies()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  const banner = page.getByRole('status').filter({ hasText: 'You are signed out' })
  await banner.getByRole('link', { name: 'Sign in' }).click()
  await signIn()
  await expect(page).toHaveURL(project)
  await expect(prompt).toHaveValue('sepia')
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('signing in and out works all the same', async ({ page, expectComplaints }) => {
    // What a browser without scripts says about each of them.
    expectComplaints(/^csp \/_next\/static\//)
    await page.goto('/projects')
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(/\/projects$/)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('form', { name: 'Sign in' })).toBeVisible()
  })
})
