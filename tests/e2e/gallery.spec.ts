// The gallery: its contents lead to each system, by an address that can be shared, and questions are found by their words.

import { expect, test } from './page.ts'

test('contents lead to a system, and the address says so', async ({ page }) => {
  await page.goto('/#/gallery')
  await page
    .getByRole('navigation', { name: 'Systems' })
    .getByRole('link', { name: /^Transactions/ })
    .click()
  const heading = page.getByRole('heading', { name: 'Transactions', exact: true })
  await expect(heading).toBeInViewport()
  await expect(heading).toBeFocused()
  expect(page.url()).toContain('#/gallery/transactions')
  await page.reload()
  await expect(heading).toBeInViewport()
})

test('questions are found by their words, and where there are none that is said', async ({ page }) => {
  await page.goto('/#/gallery')
  const field = page.getByRole('searchbox', { name: 'Find a question' })
  const cards = page.locator('.group h3')
  await expect(cards.first()).toBeVisible()
  const all = await cards.count()
  await field.fill('seat last')
  await expect(page.locator('.group h2')).toHaveText(['Transactions'])
  expect(await cards.count()).toBeLessThan(all)
  await field.fill('zzz')
  await expect(page.getByText('No question has these words')).toBeVisible()
  await field.fill('')
  await expect(cards).toHaveCount(all)
})

test('a system that there is not shows the gallery from its top', async ({ page }) => {
  await page.goto('/#/gallery/nothing')
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
})
