import { expect, it } from 'vitest'
import { factsOf } from '@/components/models/model-facts'
import { MODELS } from '@/lib/models/catalogue'
import { showCost } from '@/lib/studio/facts'

it('a price has the digits that it has beside the model everywhere else', () => {
  const priced = MODELS.filter(({ priceUsd }) => priceUsd)
  expect(priced.map(({ priceUsd }) => priceUsd)).toContain(0.1575)
  for (const card of priced) {
    const price = factsOf(card).find(({ term }) => term === 'Price')
    expect(price?.value).toBe(`about ${showCost(card.priceUsd!)} an image`)
  }
})
