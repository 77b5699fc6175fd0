import { expect, it } from 'vitest'
import { messageOf } from '@/lib/errors'
import type { StudioCommands } from '@/lib/studio/commands'
import { heedSession } from '@/lib/studio/live/heed-session'

const refused = (code: 'not_signed_in' | 'conflict') => ({
  ok: false as const,
  error: { code, message: messageOf(code) },
})

it('tells of an ended session, and passes on every answer as it came', async () => {
  let ended = 0
  const commands = heedSession(
    {
      retryEdit: async () => refused('conflict'),
      cancelEdit: async () => refused('not_signed_in'),
      keepEdit: async () => ({ ok: true }),
    } as unknown as StudioCommands,
    () => {
      ended += 1
    },
  )
  expect(await commands.retryEdit('a')).toEqual(refused('conflict'))
  expect(await commands.keepEdit('a', true)).toEqual({ ok: true })
  expect(ended).toBe(0)
  expect(await commands.cancelEdit('a')).toEqual(refused('not_signed_in'))
  expect(ended).toBe(1)
})
