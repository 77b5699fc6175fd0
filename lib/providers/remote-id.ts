import * as z from 'zod'

const resultSchema = z.object({
  urls: z.array(z.string()).min(1),
  seeds: z.array(z.number().nullable()),
  costUsd: z.number().nullable(),
})

/** Finished work that only has to be fetched. */
export type FinishedWork = z.infer<typeof resultSchema>

/** Work that can be asked for again at no cost: by the vendor's own name for it, or at its results' addresses. */
export type RemoteWork = { kind: 'job' | 'request'; id: string } | { kind: 'result'; result: FinishedWork }

/** The form in which it is kept with an attempt. */
export function toRemoteId(work: RemoteWork): string {
  return `${work.kind}:${work.kind === 'result' ? JSON.stringify(work.result) : work.id}`
}

/** @throws Error for a text that `toRemoteId` did not write. */
export function fromRemoteId(remoteId: string): RemoteWork {
  const [, kind, rest = ''] = /^(job|request|result):(.+)$/s.exec(remoteId) ?? []
  if (kind === 'job' || kind === 'request') return { kind, id: rest }
  return { kind: 'result', result: resultSchema.parse(JSON.parse(rest)) }
}
