import { expect, it } from 'vitest'
import { parseFollowUps } from '@/lib/studio/history/story-draft'

it('offers to replay come back from the browser; what is none is dropped', () => {
  const kept = { run: { step: 2, editIds: ['a', 'b'] } }
  expect(parseFollowUps(JSON.stringify({ ...kept, other: { step: 'x' } }))).toEqual(kept)
  for (const broken of [null, '', 'no', '7', '{"a":null}']) expect(parseFollowUps(broken)).toEqual({})
})
