import { expect, it } from 'vitest'
import { whyIdle } from '@/lib/studio/keys/idle-key'
import { KEY_IDS } from '@/lib/studio/keys/keys'
import { editView, rootView } from '@/tests/support/node-views'

const cat = rootView('cat')
const of = { inputImageId: cat.image.id, rootImageId: cat.image.id }

it.each([
  ['view_changes', undefined, /^Add a photo first/],
  ['view_changes', cat, /photo as it came has no changes/],
  ['view_changes', editView('a', { ...of, state: 'polling', image: null }), /not there yet/],
  ['view_changes', editView('a', { ...of, state: 'failed', image: null }), /made no picture/],
  ['view_changes', editView('a', { ...of, keptShare: null }), /still being measured/],
  ['view_changes', editView('a', { inputImageId: null, keptShare: null }), /words alone/],
  ['next_change', editView('a', { ...of, keptShare: 1 }), /no changed regions/],
  ['next_result', cat, /no other results/],
  ['previous_result', editView('a', of), /only result/],
  ['download', editView('a', { ...of, state: 'queued', image: null }), /not there yet/],
  ['undo', undefined, /nothing to undo/],
] as const)('says why %s does nothing', (id, node, why) => {
  expect(whyIdle(id, node)).toMatch(why)
})

it('is silent about what always does something, or is plain to see', () => {
  const silent = KEY_IDS.filter((id) => whyIdle(id, undefined) === undefined)
  expect(silent).toEqual(expect.arrayContaining(['cancel', 'help', 'run', 'zoom_in', 'view_single']))
})
