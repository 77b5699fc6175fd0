import { describe, expect, it } from 'vitest'
import { availabilityOf } from '@/lib/models/availability-of'
import { MODELS } from '@/lib/models/catalogue'

const SEEDREAM = 'aiml/bytedance-seedream-3.0'
const all = { aiml: true, pixazo: true }

describe('which models can run', () => {
  it('names the variable that is missing, and needs none for the local engine', () => {
    const found = availabilityOf(MODELS, { keys: { aiml: false, pixazo: false }, notices: [] })
    expect(found['local/engine']).toEqual({ state: 'ready' })
    expect(found[SEEDREAM]).toEqual({ state: 'no_key', variable: 'AIML_API_KEY' })
    expect(found['pixazo/seededit-3.0']).toEqual({ state: 'no_key', variable: 'PIXAZO_API_KEY' })
  })

  it('lets every model run with its key, whatever dates its card holds', () => {
    const found = availabilityOf(MODELS, { keys: all, notices: [] })
    expect(Object.values(found).every(({ state }) => state === 'ready')).toBe(true)
  })

  it('believes what this instance was told, and offers the replacement of the notice or of the card', () => {
    const told = (replacedBy: string | null) =>
      availabilityOf(MODELS, {
        keys: all,
        notices: [{ modelId: SEEDREAM, reason: 'It answered 404.', replacedBy }],
      })[SEEDREAM]
    expect(told('other')).toEqual({ state: 'withdrawn', reason: 'It answered 404.', replacedBy: 'other' })
    expect(told(null)).toMatchObject({ replacedBy: 'aiml/bytedance-seedream-4-5' })
  })
})
