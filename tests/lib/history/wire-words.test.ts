import { expect, it } from 'vitest'
import { listWireFacts } from '@/lib/history/wire-words'
import { MODELS } from '@/lib/models/catalogue'
import { imageIdOf } from '@/tests/support/node-views'

const card = MODELS.find(({ id }) => id === 'aiml/bytedance-seedream-v4-edit')
const cat = imageIdOf('cat')
const shownCat = `${cat.slice(0, 8)}…${cat.slice(-4)}`

it('names what was sent as the composer does and in its order, and pictures by their hash', () => {
  const sent = {
    method: 'POST',
    path: '/v1/images/generations',
    body: {
      model: 'bytedance/seedream-v4-edit',
      prompt: 'warm light',
      seed: 7,
      image_size: { width: 1200, height: 800 },
      num_images: 2,
      sync_mode: false,
      image_urls: [`data:image/png;sha256,${cat}`],
      new_field: 'x',
    },
  }
  expect(listWireFacts(card, sent)).toEqual([
    { name: 'Model', value: 'Seedream v4 Edit (AIML)' },
    { name: 'Prompt', value: 'warm light' },
    { name: 'Photo', value: shownCat },
    { name: 'Seed', value: '7' },
    { name: 'Size', value: '1200 × 800' },
    { name: 'Results', value: '2' },
    { name: 'Answer inline (sync_mode)', value: 'off' },
    { name: 'New field', value: 'x' },
  ])
})

it('names values as their controls do, also of what was asked of this machine', () => {
  const local = MODELS.find(({ id }) => id === 'local/engine')
  expect(listWireFacts(local, { size: 'auto', image: cat, seed: 3 })).toEqual([
    { name: 'Photo', value: shownCat },
    { name: 'Seed', value: '3' },
    { name: 'Size', value: 'As the instruction leaves it' },
  ])
  expect(listWireFacts(card, { body: { image_size: 'square_hd' } })).toEqual([
    { name: 'Size', value: 'Square HD' },
  ])
})

it('says of an answer its status and what stands on its first level', () => {
  const answered = {
    status: 200,
    headers: { 'x-request-id': 'a' },
    body: { created: 1, data: [{ url: 'x' }] },
  }
  expect(listWireFacts(card, answered)).toEqual([
    { name: 'HTTP status', value: '200' },
    { name: 'Created', value: '1' },
  ])
})

it('reads what the local engine did, and leaves out what is not there', () => {
  const answered = {
    did: 'Warmer',
    plan: { steps: [] },
    notes: ['a', 'b'],
    mask: null,
    engine: '3',
    keptShare: 0.931,
  }
  expect(listWireFacts(undefined, answered)).toEqual([
    { name: 'Understood', value: 'Warmer' },
    { name: 'Notes', value: 'a, b' },
    { name: 'Engine', value: '3' },
    { name: 'Kept exactly', value: '93.1 %' },
  ])
})
