import { describe, expect, it } from 'vitest'
import { fromRemoteId, type RemoteWork, toRemoteId } from '@/lib/providers/remote-id'

describe('the name of remote work', () => {
  const works: RemoteWork[] = [
    { kind: 'job', id: 'job-12345-abcde' },
    { kind: 'request', id: 'a:b/c' },
    { kind: 'result', result: { urls: ['https://a.example/x?sig=%2F+~'], seeds: [null], costUsd: 0.03 } },
  ]
  for (const work of works)
    it(`comes back as it was: ${work.kind}`, () => {
      expect(fromRemoteId(toRemoteId(work))).toEqual(work)
    })

  it('refuses what it did not write', () => {
    expect(() => fromRemoteId('something else')).toThrow()
  })
})
